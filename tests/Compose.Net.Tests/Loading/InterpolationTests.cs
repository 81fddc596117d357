using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Loading;

public sealed class InterpolationTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["S"] = "val", ["E"] = "", ["_x1"] = "under" };

    [Theory]
    [InlineData("$S", "val")]
    [InlineData("${S}", "val")]
    [InlineData("a${S}b$S", "avalbval")]
    [InlineData("$$S", "$S")]
    [InlineData("$$$S", "$val")]
    [InlineData("$_x1.y", "under.y")]
    [InlineData("${U:-a}", "a")]
    [InlineData("${E:-a}", "a")]
    [InlineData("${E-a}", "")]
    [InlineData("${U-a}", "a")]
    [InlineData("${S:+a}", "a")]
    [InlineData("${E:+a}", "")]
    [InlineData("${E+a}", "a")]
    [InlineData("${U+a}", "")]
    [InlineData("${S:?m}", "val")]
    [InlineData("${E?m}", "")]
    [InlineData("${U:-${V:-deep}}", "deep")]
    [InlineData("${S:+$S ${S:+z}}", "val z")]
    [InlineData("${S-${U:?unused}}", "val")]
    [InlineData("${U-my?x}", "my?x")]
    [InlineData("${U:-a:-b}", "a:-b")]
    [InlineData("${U:-{\"k\":1}}", "{\"k\":1}")]
    [InlineData("${A:-{}} and ${B:-y}", "{} and y")]
    [InlineData("${A:-x\ny}", "x\ny")]
    [InlineData("${U:-a}}", "a}")]
    [InlineData("${A:-x}-${B:-y}", "x-y")]
    [InlineData("$1", "$1")]
    [InlineData("a $ b", "a $ b")]
    [InlineData("^re$", "^re$")]
    [InlineData("$}", "$}")]
    [InlineData("$é", "$é")]
    public void A_variable_is_put_in_without_a_word(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();

        new Interpolator(Variables, diagnostics).Expand(text, default).Should().Be(expected);

        diagnostics.Sorted().Should().BeEmpty();
    }

    [Theory]
    [InlineData("${")]
    [InlineData("${}")]
    [InlineData("${ S}")]
    [InlineData("${S }")]
    [InlineData("${S!}")]
    [InlineData("${S:}")]
    [InlineData("${S:=a}")]
    [InlineData("${S")]
    [InlineData("${S.x}")]
    [InlineData("${1}")]
    [InlineData("${U:-${}}")]
    public void What_is_no_variable_is_an_error(string text)
    {
        var diagnostics = new DiagnosticBag();

        new Interpolator(Variables, diagnostics).Expand(text, default).Should().BeNull();

        diagnostics.Sorted().Single().Code.Should().Be(DiagnosticCodes.InvalidInterpolation);
    }

    [Theory]
    [InlineData("${U:?}", "The required variable \"U\" has no value. Set it in the environment or in an env file.")]
    [InlineData("${E:?set E to $S.}", "The required variable \"E\" has no value: set E to val. Set it in the environment or in an env file.")]
    [InlineData("${U?bar-baz}", "The required variable \"U\" has no value: bar-baz. Set it in the environment or in an env file.")]
    public void A_required_variable_stops_everything(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();

        new Interpolator(Variables, diagnostics).Expand(text, default).Should().BeNull();

        diagnostics.Sorted().Single().Message.Should().Be(expected);
    }

    [Fact]
    public void An_unset_variable_is_empty_with_a_warning()
    {
        var diagnostics = new DiagnosticBag();

        new Interpolator(Variables, diagnostics).Expand("<$U>", default).Should().Be("<>");

        diagnostics.Sorted().Single().ToString().Should().StartWith("(0,0): warning CN0020: The variable \"U\" is not set");
    }

    [Fact]
    public void Defaults_nested_without_end_are_refused()
    {
        var diagnostics = new DiagnosticBag();
        string text = string.Concat(Enumerable.Repeat("${A:-", 50_000)) + "x" + new string('}', 50_000);

        new Interpolator(Variables, diagnostics).Expand(text, default).Should().BeNull();

        diagnostics.Sorted().Single().Code.Should().Be(DiagnosticCodes.InvalidInterpolation);
    }
}
