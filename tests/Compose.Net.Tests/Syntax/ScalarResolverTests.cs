using Compose.Net.Syntax;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Syntax;

public sealed class ScalarResolverTests
{
    [Theory]
    [InlineData("", "Null", "")]
    [InlineData("~", "Null", "")]
    [InlineData("NULL", "Null", "")]
    [InlineData("nULL", "Text", "nULL")]
    [InlineData("TRUE", "Boolean", "true")]
    [InlineData("False", "Boolean", "false")]
    [InlineData("yes", "Text", "yes")]
    [InlineData("on", "Text", "on")]
    [InlineData("n", "Text", "n")]
    [InlineData("0x1F", "Integer", "31")]
    [InlineData("-0x1f", "Integer", "-31")]
    [InlineData("0777", "Integer", "511")]
    [InlineData("0o17", "Integer", "15")]
    [InlineData("0b11", "Integer", "3")]
    [InlineData("1_000", "Integer", "1000")]
    [InlineData("+5", "Integer", "5")]
    [InlineData("18446744073709551615", "Integer", "18446744073709551615")]
    [InlineData("18446744073709551616", "Number", "1.8446744073709552e+19")]
    [InlineData("-9223372036854775808", "Integer", "-9223372036854775808")]
    [InlineData("08", "Number", "8")]
    [InlineData("1.10", "Number", "1.1")]
    [InlineData("1.", "Number", "1")]
    [InlineData(".5", "Number", "0.5")]
    [InlineData("1e3", "Number", "1000")]
    [InlineData("999999.0", "Number", "999999")]
    [InlineData("1000000.0", "Number", "1e+06")]
    [InlineData("12345678.9", "Number", "1.23456789e+07")]
    [InlineData("0.0001", "Number", "0.0001")]
    [InlineData("0.00001", "Number", "1e-05")]
    [InlineData("1e-7", "Number", "1e-07")]
    [InlineData("-0.0", "Number", "-0")]
    [InlineData(".inf", "Number", "+Inf")]
    [InlineData("-.INF", "Number", "-Inf")]
    [InlineData(".nan", "Number", "NaN")]
    [InlineData("1e400", "Text", "1e400")]
    [InlineData("0x", "Text", "0x")]
    [InlineData("0o8", "Text", "0o8")]
    [InlineData("_1", "Text", "_1")]
    [InlineData("-", "Text", "-")]
    [InlineData("22:22", "Text", "22:22")]
    [InlineData("12:30:45", "Text", "12:30:45")]
    [InlineData("1.2.3", "Text", "1.2.3")]
    [InlineData("2020-01-01", "Timestamp", "2020-01-01")]
    [InlineData("2001-12-14t21:59:43.10-05:00", "Timestamp", "2001-12-14t21:59:43.10-05:00")]
    [InlineData("2024-05-01T10:00:00Z", "Timestamp", "2024-05-01T10:00:00Z")]
    [InlineData("2024-05-01 10:00:00", "Timestamp", "2024-05-01 10:00:00")]
    [InlineData("2024-05-01T10:00:00", "Text", "2024-05-01T10:00:00")]
    [InlineData("2024-05-01t10:00:00.123", "Text", "2024-05-01t10:00:00.123")]
    [InlineData("2024-05-01T10:00:00+0200", "Text", "2024-05-01T10:00:00+0200")]
    [InlineData("2024-05-01T10:00:00.Z", "Text", "2024-05-01T10:00:00.Z")]
    [InlineData("2020-01", "Text", "2020-01")]
    public void A_plain_scalar_means_what_it_means_to_docker_compose(string text, string kind, string printed)
    {
        ScalarKind resolved = ScalarResolver.Resolve(text);

        resolved.ToString().Should().Be(kind);
        ScalarText.Typed(new ScalarNode(default, text, resolved)).Should().Be(printed);
    }
}
