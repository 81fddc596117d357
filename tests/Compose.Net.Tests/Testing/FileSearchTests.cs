using Compose.Net.Diagnostics;
using Compose.Net.Testing;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Testing;

public sealed class FileSearchTests : IDisposable
{
    private readonly ComposeFolder _folder = new();

    [Fact]
    public void The_nearest_file_is_taken_from_the_folder_or_one_above_it()
    {
        string outer = _folder.Write("compose.yaml", "");
        string inner = _folder.Write("a/compose.yaml", "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a/bin"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "b/bin"));

        FileSearch.Find("compose.yaml", Path.Combine(_folder.Path, "a/bin")).Should().Be(inner);
        FileSearch.Find("compose.yaml", Path.Combine(_folder.Path, "b/bin")).Should().Be(outer);
        FileSearch.Find("a/compose.yaml", Path.Combine(_folder.Path, "b/bin")).Should().Be(inner);
    }

    [Fact]
    public void An_absolute_path_is_taken_as_it_is()
    {
        string nowhere = Path.GetFullPath("/nowhere/compose.yaml");

        FileSearch.Find(nowhere, _folder.Path).Should().Be(nowhere);
    }

    [Fact]
    public void A_file_that_is_nowhere_is_answered_with_where_it_was_looked_for()
    {
        Action find = () => FileSearch.Find("no-such-file.yaml", _folder.Path);

        find.Should().Throw<ComposeException>().WithMessage($"The file \"no-such-file.yaml\" is neither in \"{_folder.Path}\" nor in a folder above it.*");
    }

    public void Dispose() => _folder.Dispose();
}
