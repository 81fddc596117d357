using System.Formats.Tar;
using System.Runtime.Versioning;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

/// <summary>What goes into an archive of files of this machine.</summary>
public sealed class TarPackingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_link_to_a_folder_is_one_entry()
    {
        Write("real/page", "hello");
        Directory.CreateSymbolicLink(At("link"), "real");

        List<PaxTarEntry> entries = await PackAsync("link", "renamed");

        entries.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "renamed", EntryType = TarEntryType.SymbolicLink, LinkName = "real" });
    }

    [Fact]
    public async Task A_folder_comes_before_what_is_in_it_and_links_in_it_stay_links()
    {
        Write("real/page", "hello");
        Directory.CreateSymbolicLink(At("real/around"), "..");

        (await PackAsync("real", "site")).Select(entry => $"{entry.EntryType} {entry.Name}").Should().Equal("Directory site", "SymbolicLink site/around", "RegularFile site/page");
        (await PackAsync("real", "")).Select(entry => entry.Name).Should().Equal("around", "page");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_keeps_its_owner_mode_and_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Write("page", new string('x', 300_000));
        File.SetUnixFileMode(At("page"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetLastWriteTimeUtc(At("page"), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        PaxTarEntry entry = (await PackAsync("page", "page")).Should().ContainSingle().Which;

        entry.Should().BeEquivalentTo(new { Length = 300_000L, UserName = Environment.UserName, Mode = UnixFileMode.UserRead | UnixFileMode.UserExecute });
        entry.ModificationTime.Should().Be(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    private string At(string path) => Path.Join(_folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private async Task<List<PaxTarEntry>> PackAsync(string path, string name)
    {
        using var archive = new MemoryStream();
        await TarPacking.WriteAsync(At(path), name, archive, TestContext.Current.CancellationToken);
        archive.Position = 0;
        await using var reader = new TarReader(archive);
        var entries = new List<PaxTarEntry>();
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
            entries.Add((PaxTarEntry)entry);
        return entries;
    }
}
