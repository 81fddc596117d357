using FluentAssertions;
using Xunit;
using Xunit.Sdk;

namespace Compose.Net.Tests.Support;

public sealed class GoldenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("golden").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_approved_text_passes()
    {
        Golden.Verify(_folder, "plans/first", "one\ntwo\n", accepting: true);

        Golden.Verify(_folder, "plans/first", "one\r\ntwo", accepting: false);
    }

    [Fact]
    public void A_changed_line_is_shown_beside_the_approved_one()
    {
        Golden.Verify(_folder, "first", "one\ntwo\nthree", accepting: true);

        Action compare = () => Golden.Verify(_folder, "first", "one\n2\nthree", accepting: false);

        compare.Should().Throw<XunitException>().WithMessage("*golden/first.txt*-- accept*  one\n- two\n+ 2\n  three*");
    }

    [Fact]
    public void A_text_that_was_never_approved_fails()
    {
        Action compare = () => Golden.Verify(_folder, "new", "one", accepting: false);

        compare.Should().Throw<XunitException>().WithMessage("*golden/new.txt does not exist yet*");
        Directory.EnumerateFiles(_folder).Should().BeEmpty();
    }

    [Fact]
    public void Accepting_writes_the_new_text()
    {
        Golden.Verify(_folder, "first", "one", accepting: true);
        Golden.Verify(_folder, "first", "two", accepting: true);

        File.ReadAllText(Path.Combine(_folder, "first.txt")).Should().Be("two\n");
    }
}
