using System.Formats.Tar;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class CopyTests(EngineFixture engine) : StreamTest(engine)
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_file_and_a_folder_go_in_and_come_out_again()
    {
        ToolOnAnEngine tool = await UpAsync();
        Directory.CreateDirectory(Path.Join(_folder, "site", "deep"));
        await File.WriteAllTextAsync(Path.Join(_folder, "site", "deep", "page"), "hello", Cancelled);

        await MustAsync(tool, "cp", Path.Join(_folder, "site", "deep", "page"), "web:/tmp/renamed");
        await MustAsync(tool, "cp", Path.Join(_folder, "site"), "web:/srv");
        await MustAsync(tool, "cp", "web:/srv/deep/page", Path.Join(_folder, "back"));
        await MustAsync(tool, "cp", "web:/srv/.", Path.Join(_folder, "whole"));

        (await ReadAsync(1, "/tmp/renamed")).Should().Be("hello");
        (await ReadAsync(1, "/srv/deep/page")).Should().Be("hello");
        (await File.ReadAllTextAsync(Path.Join(_folder, "back"), Cancelled)).Should().Be("hello");
        (await File.ReadAllTextAsync(Path.Join(_folder, "whole", "deep", "page"), Cancelled)).Should().Be("hello");
    }

    [Fact]
    public async Task A_dash_is_a_tar_archive_in_both_directions()
    {
        ToolOnAnEngine tool = await UpAsync();
        await MustAsync(tool, "cp", "web:/etc/group", Path.Join(_folder, "group"));
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
            await writer.WriteEntryAsync(Path.Join(_folder, "group"), "copied", Cancelled);
        tool.Input = archive.ToArray();

        await MustAsync(tool, "cp", "-", "web:/tmp");
        string output = await MustAsync(tool, "cp", "web:/tmp/copied", "-");

        string group = await ReadAsync(1, "/etc/group");
        (await ReadAsync(1, "/tmp/copied")).Should().Be(group);
        using var reader = new TarReader(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(output)));
        TarEntry entry = (await reader.GetNextEntryAsync(copyData: true, Cancelled))!;
        entry.Name.Should().Be("copied");
        using var text = new StreamReader(entry.DataStream!);
        (await text.ReadToEndAsync(Cancelled)).Trim().Should().Be(group);
    }

    [Fact]
    public async Task All_containers_of_a_service_get_a_file_or_the_one_that_is_named()
    {
        ToolOnAnEngine tool = await UpAsync(scale: 2);
        string file = Path.Join(_folder, "file");
        await File.WriteAllTextAsync(file, "x", Cancelled);

        await MustAsync(tool, "cp", file, "web:/tmp/all");
        await MustAsync(tool, "cp", "--index", "2", file, "web:/tmp/second");

        (await ReadAsync(1, "/tmp/all")).Should().Be("x");
        (await ReadAsync(2, "/tmp/all")).Should().Be("x");
        (await ReadAsync(2, "/tmp/second")).Should().Be("x");
        (await Docker.TryRunAsync("exec", $"{Project}-web-1", "ls", "/tmp/second")).ExitCode.Should().NotBe(0);
    }

    [Fact]
    public async Task A_link_stays_one_unless_it_is_followed()
    {
        ToolOnAnEngine tool = await UpAsync();
        await Docker.RunAsync("exec", $"{Project}-web-1", "ln", "-s", "group", "/etc/link");

        await MustAsync(tool, "cp", "web:/etc/link", Path.Join(_folder, "link"));
        await MustAsync(tool, "cp", "-L", "web:/etc/link", Path.Join(_folder, "file"));

        new FileInfo(Path.Join(_folder, "link")).LinkTarget.Should().Be("group");
        new FileInfo(Path.Join(_folder, "file")).LinkTarget.Should().BeNull();
        (await File.ReadAllTextAsync(Path.Join(_folder, "file"), Cancelled)).Trim().Should().Be(await ReadAsync(1, "/etc/group"));
    }

    [Theory]
    [InlineData("web:/nothing/here", "/nothing/here")]
    [InlineData("wbe:/etc/group", "\"wbe\"")]
    public async Task What_is_not_there_is_named(string source, string named)
    {
        ToolOnAnEngine tool = await UpAsync();

        (int exitCode, _, string error) = await tool.RunAsync("cp", source, Path.Join(_folder, "target"));

        exitCode.Should().Be(1);
        error.Should().StartWith("error CN").And.Contain(named);
        File.Exists(Path.Join(_folder, "target")).Should().BeFalse();
    }

    private async Task<ToolOnAnEngine> UpAsync(int scale = 1)
    {
        string yaml = $"services:\n  web:\n    image: busybox\n    scale: {scale}\n    {Shell("true")}\n";
        await UpAsync(yaml);
        return new ToolOnAnEngine(Engine.Endpoint, Load(yaml));
    }

    private static async Task<string> MustAsync(ToolOnAnEngine tool, params string[] line)
    {
        (int exitCode, string output, string error) = await tool.RunAsync(line);
        exitCode.Should().Be(0, error);
        return output;
    }

    private Task<string> ReadAsync(int number, string path) => Docker.RunAsync("exec", $"{Project}-web-{number}", "cat", path);
}
