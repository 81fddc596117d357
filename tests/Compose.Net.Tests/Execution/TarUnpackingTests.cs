using System.Formats.Tar;
using System.Text;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

/// <summary>Archives that a container made up, which may be hostile.</summary>
public sealed class TarUnpackingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-").FullName;

    private string Target => Directory.CreateDirectory(Path.Join(_folder, "target")).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_folders_and_both_kinds_of_links_are_unpacked()
    {
        await UnpackAsync(Folder("site"), Text("site/page", "hello"), Link(TarEntryType.SymbolicLink, "site/link", "page"), Link(TarEntryType.HardLink, "site/twin", "site/page"));

        (await ReadAsync("site/page")).Should().Be("hello");
        (await ReadAsync("site/twin")).Should().Be("hello");
        new FileInfo(Path.Join(Target, "site/link")).LinkTarget.Should().Be("page");
    }

    [Fact]
    public async Task What_is_there_is_replaced_and_a_link_is_not_written_through()
    {
        string outside = Path.Join(_folder, "outside");
        await File.WriteAllTextAsync(outside, "kept", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Join(Target, "page"), outside);

        await UnpackAsync(Text("page", "hello"), Link(TarEntryType.SymbolicLink, "link", outside), Text("link", "hello"));

        (await ReadAsync("page")).Should().Be("hello");
        (await ReadAsync("link")).Should().Be("hello");
        (await ReadAsync("../outside")).Should().Be("kept");
    }

    [Fact]
    public async Task A_second_name_of_a_link_gives_nothing_away_of_where_it_leads()
    {
        string outside = Path.Join(_folder, "outside");
        await File.WriteAllTextAsync(outside, "secret", TestContext.Current.CancellationToken);

        await UnpackAsync(Link(TarEntryType.SymbolicLink, "link", outside), Link(TarEntryType.HardLink, "twin", "link"));

        new FileInfo(Path.Join(Target, "twin")).LinkTarget.Should().Be(outside);
    }

    [Fact]
    public async Task Devices_are_left_out_and_a_second_name_of_a_pipe_as_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes in folders.");

        await UnpackAsync(
            Folder("dev"),
            new PaxTarEntry(TarEntryType.CharacterDevice, "dev/null") { DeviceMajor = 1, DeviceMinor = 3 },
            new PaxTarEntry(TarEntryType.BlockDevice, "dev/sda") { DeviceMajor = 8 },
            Link(TarEntryType.HardLink, "dev/zero", "dev/null"),
            new PaxTarEntry(TarEntryType.Fifo, "dev/pipe"),
            Link(TarEntryType.HardLink, "dev/twin", "dev/pipe"),
            Text("dev/page", "hello"));

        Directory.GetFileSystemEntries(Path.Join(Target, "dev")).Select(Path.GetFileName).Should().BeEquivalentTo("pipe", "page");
    }

    [Fact]
    public async Task A_device_by_itself_is_refused()
    {
        Func<Task> unpack = () => UnpackAsync(new PaxTarEntry(TarEntryType.CharacterDevice, "null") { DeviceMajor = 1, DeviceMinor = 3 });

        (await unpack.Should().ThrowAsync<ComposeEngineException>().WithMessage("*null\" was not made: it would be a device*")).Which.Code.Should().Be("CN0474");
    }

    [Theory]
    [InlineData("../escaped")]
    [InlineData("door/escaped")]
    public async Task Nothing_gets_out_of_the_folder(string name)
    {
        Func<Task> unpack = () => UnpackAsync(Link(TarEntryType.SymbolicLink, "door", _folder), Text(name, "x"));

        (await unpack.Should().ThrowAsync<ComposeEngineException>()).Which.Code.Should().Be("CN0475");
        File.Exists(Path.Join(_folder, "escaped")).Should().BeFalse();
    }

    private static PaxTarEntry Folder(string name) => new(TarEntryType.Directory, name) { Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute };

    private static PaxTarEntry Text(string name, string text) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static PaxTarEntry Link(TarEntryType type, string name, string leadsTo) => new(type, name) { LinkName = leadsTo };

    private async Task UnpackAsync(params PaxTarEntry[] entries)
    {
        using var archive = new MemoryStream();
        await using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (PaxTarEntry entry in entries)
            {
                await writer.WriteEntryAsync(entry, TestContext.Current.CancellationToken);
            }
        }

        archive.Position = 0;
        await new TarUnpacking(new CopyTarget(Target, null), isContent: false).ReadAsync(archive, TestContext.Current.CancellationToken);
    }

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Join(Target, path), TestContext.Current.CancellationToken);
}
