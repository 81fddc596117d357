using System.Formats.Tar;
using System.Net.Sockets;
using Compose.Net.Engine.Tests.Cli;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Streams;

public sealed class CopyTests(EngineFixture engine) : StreamTest(engine)
{
    [Fact]
    public async Task A_file_and_a_folder_go_in_and_come_out_again()
    {
        ToolOnAnEngine tool = await UpAsync();
        Directory.CreateDirectory(Path.Join(Folder, "site", "deep"));
        await File.WriteAllTextAsync(Path.Join(Folder, "site", "deep", "page"), "hello", Cancelled);

        await MustAsync(tool, "cp", Path.Join(Folder, "site", "deep", "page"), "web:/tmp/renamed");
        await MustAsync(tool, "cp", Path.Join(Folder, "site"), "web:/srv");
        await MustAsync(tool, "cp", "web:/srv/deep/page", Path.Join(Folder, "back"));
        await MustAsync(tool, "cp", "web:/srv/.", Path.Join(Folder, "whole"));

        (await ReadAsync(1, "/tmp/renamed")).Should().Be("hello");
        (await ReadAsync(1, "/srv/deep/page")).Should().Be("hello");
        (await File.ReadAllTextAsync(Path.Join(Folder, "back"), Cancelled)).Should().Be("hello");
        (await File.ReadAllTextAsync(Path.Join(Folder, "whole", "deep", "page"), Cancelled)).Should().Be("hello");
    }

    [Fact]
    public async Task A_dash_is_a_tar_archive_in_both_directions()
    {
        ToolOnAnEngine tool = await UpAsync();
        await MustAsync(tool, "cp", "web:/etc/group", Path.Join(Folder, "group"));
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
            await writer.WriteEntryAsync(Path.Join(Folder, "group"), "copied", Cancelled);
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
        string file = Path.Join(Folder, "file");
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

        await MustAsync(tool, "cp", "web:/etc/link", Path.Join(Folder, "link"));
        await MustAsync(tool, "cp", "-L", "web:/etc/link", Path.Join(Folder, "file"));

        new FileInfo(Path.Join(Folder, "link")).LinkTarget.Should().Be("group");
        new FileInfo(Path.Join(Folder, "file")).LinkTarget.Should().BeNull();
        (await File.ReadAllTextAsync(Path.Join(Folder, "file"), Cancelled)).Trim().Should().Be(await ReadAsync(1, "/etc/group"));
    }

    [Fact]
    public async Task A_link_to_a_folder_goes_in_as_with_the_docker_command()
    {
        ToolOnAnEngine tool = await UpAsync();
        Directory.CreateDirectory(Path.Join(Folder, "real", "deep"));
        await File.WriteAllTextAsync(Path.Join(Folder, "real", "deep", "page"), "hello", Cancelled);
        Directory.CreateSymbolicLink(Path.Join(Folder, "link"), "real");
        await Docker.RunAsync("exec", $"{Project}-web-1", "mkdir", "/ours", "/theirs");
        int number = 0;

        foreach (string follow in new[] { "", "-L" })
        {
            foreach (string source in new[] { "link", "link/", "link/." })
            {
                foreach (string target in new[] { "new", "." })
                {
                    string folder = FormattableString.Invariant($"{++number}");
                    await Docker.RunAsync("exec", $"{Project}-web-1", "mkdir", $"/ours/{folder}", $"/theirs/{folder}");
                    string[] options = follow.Length == 0 ? [] : [follow];
                    await MustAsync(tool, ["cp", .. options, $"{Folder}/{source}", $"web:/ours/{folder}/{target}"]);
                    await Docker.RunAsync(["cp", .. options, $"{Folder}/{source}", $"{Project}-web-1:/theirs/{folder}/{target}"]);
                }
            }
        }

        (await ListAsync("/ours")).Should().Be(await ListAsync("/theirs"));
    }

    [Fact]
    public async Task A_link_that_leads_in_a_circle_goes_in_as_itself_and_is_not_followed()
    {
        ToolOnAnEngine tool = await UpAsync();
        File.CreateSymbolicLink(Path.Join(Folder, "one"), "other");
        File.CreateSymbolicLink(Path.Join(Folder, "other"), "one");

        await MustAsync(tool, "cp", Path.Join(Folder, "one"), "web:/tmp");
        (int exitCode, _, string error) = await tool.RunAsync("cp", "-L", Path.Join(Folder, "one"), "web:/tmp/two");

        (await Docker.RunAsync("exec", $"{Project}-web-1", "readlink", "/tmp/one")).Should().Be("other");
        exitCode.Should().Be(1);
        error.Should().StartWith("error CN0474").And.Contain("leads in a circle");
    }

    [Fact]
    public async Task Devices_do_not_come_out()
    {
        ToolOnAnEngine tool = await UpAsync();
        await Docker.RunAsync("exec", $"{Project}-web-1", "sh", "-c", "mkdir /few; mknod /few/null c 1 3; mkfifo /few/pipe; ln /few/pipe /few/twin; echo hello > /few/page");

        await MustAsync(tool, "cp", "web:/few", Path.Join(Folder, "few"));
        (int exitCode, _, string error) = await tool.RunAsync("cp", "web:/few/null", Path.Join(Folder, "null"));

        Directory.GetFileSystemEntries(Path.Join(Folder, "few")).Select(Path.GetFileName).Should().BeEquivalentTo("page", "pipe");
        exitCode.Should().Be(1);
        error.Should().StartWith("error CN0474").And.Contain("it would be a device");
        File.Exists(Path.Join(Folder, "null")).Should().BeFalse();
    }

    [Fact]
    public async Task A_client_that_is_disposed_ends_a_copy()
    {
        ComposeProject project = Load(Yaml(1));
        await Client.UpAsync(project, cancellationToken: Cancelled);
        ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint }, Cancelled);
        using var target = new FullTape();
        Task copy = client.CopyFromAsync(project, "web", "/etc", target, cancellationToken: Cancelled);
        await target.Begun.WaitAsync(Soon, Cancelled);

        await client.DisposeAsync();

        await FluentActions.Awaiting(() => copy.WaitAsync(Soon, Cancelled)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Theory]
    [InlineData("web:/nothing/here", "/nothing/here")]
    [InlineData("wbe:/etc/group", "\"wbe\"")]
    public async Task What_is_not_there_is_named(string source, string named)
    {
        ToolOnAnEngine tool = await UpAsync();

        (int exitCode, _, string error) = await tool.RunAsync("cp", source, Path.Join(Folder, "target"));

        exitCode.Should().Be(1);
        error.Should().StartWith("error CN").And.Contain(named);
        File.Exists(Path.Join(Folder, "target")).Should().BeFalse();
    }

    [Fact]
    public async Task A_refusal_is_told_however_much_was_to_be_sent()
    {
        ToolOnAnEngine tool = await UpAsync();
        string big = Path.Join(Folder, "big");
        await using (FileStream file = File.Create(big))
            file.SetLength(64 * 1024 * 1024);

        (int exitCode, _, string error) = await tool.RunAsync("cp", big, "web:/missing/big");

        exitCode.Should().Be(1);
        error.Should().Contain("/missing").And.NotContain("broke off the connection");
    }

    [Fact]
    public async Task What_cannot_be_read_is_no_fault_of_the_engine()
    {
        ComposeProject project = Load(Yaml(1));
        await Client.UpAsync(project, cancellationToken: Cancelled);
        using var archive = new TornTape();

        ComposeEngineException failed = (await FluentActions.Awaiting(() => Client.CopyToAsync(project, "web", archive, "/tmp", cancellationToken: Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Code.Should().Be("CN0474");
        failed.Message.Should().Contain("cannot be read. The tape is torn.");
    }

    [Fact]
    public async Task An_engine_that_goes_while_a_folder_comes_out_is_named()
    {
        ComposeProject project = Load("services:\n  web:\n    image: busybox\n    command: [\"sh\", \"-c\", \"dd if=/dev/zero of=/big bs=1M count=64; sleep 600\"]\n    healthcheck: {test: [\"CMD-SHELL\", \"[ $$(stat -c %s /big) = 67108864 ]\"], interval: 1s}\n");
        await Client.UpAsync(project, new ReconcileOptions { Wait = true }, cancellationToken: Cancelled);
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using ComposeClient client = await ConnectAsync(wire);
        using var target = new Scissors(wire);

        ComposeEngineException failed = (await FluentActions.Awaiting(() => client.CopyFromAsync(project, "web", "/big", target, cancellationToken: Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

        failed.Message.Should().StartWith($"\"/big\" could not be copied from container \"{Project}-web-1\": the engine at ");
    }

    [Fact]
    public async Task Sockets_in_a_folder_are_left_out()
    {
        ToolOnAnEngine tool = await UpAsync();
        string folder = Directory.CreateDirectory(Path.Join(Folder, "run")).FullName;
        await File.WriteAllTextAsync(Path.Join(folder, "empty"), "", Cancelled);
        await File.WriteAllTextAsync(Path.Join(folder, "pid"), "7", Cancelled);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Join(folder, "a.sock")));

        await MustAsync(tool, "cp", folder, "web:/srv");

        (await Docker.RunAsync("exec", $"{Project}-web-1", "ls", "/srv")).Should().Be("empty\npid");
    }

    [Fact]
    public async Task A_reader_who_goes_away_ends_it_without_a_word()
    {
        ToolOnAnEngine tool = await UpAsync();
        tool.ReaderGoes = true;

        (await tool.RunAsync("cp", "web:/etc", "-")).Should().Be((141, "", ""));
    }

    private static string Yaml(int scale) => $"services:\n  web:\n    image: busybox\n    scale: {scale}\n    {Shell("true")}\n";

    private async Task<ToolOnAnEngine> UpAsync(int scale = 1)
    {
        string yaml = Yaml(scale);
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

    /// <summary>All that lies below a folder, with kinds, modes and where links lead to.</summary>
    private Task<string> ListAsync(string folder) => Docker.RunAsync("exec", $"{Project}-web-1", "sh", "-c", $"cd {folder}; find . | sort | xargs stat -c '%F %a %N'");

    /// <summary>Takes nothing, and makes whoever writes wait for ever.</summary>
    private sealed class FullTape : MemoryStream
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    /// <summary>An archive that cannot be read.</summary>
    private sealed class TornTape : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("The tape is torn.");
    }

    /// <summary>Takes an archive, and cuts its wire.</summary>
    private sealed class Scissors(CuttableWire wire) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            wire.Cut();
            return ValueTask.CompletedTask;
        }
    }
}
