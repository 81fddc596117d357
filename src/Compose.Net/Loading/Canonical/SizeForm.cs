using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A size, <c>1.5gb</c>, becomes a number of bytes.</summary>
internal static class SizeForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        var scalar = (ScalarNode)node;
        if (Bytes(scalar) is { } bytes)
        {
            return new ScalarNode(scalar.Span, bytes.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer);
        }

        string hint = long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "Write a number below 0 without quotes" : "Write a number of bytes, or one with a unit such as 64m";
        diagnostics.Error(DiagnosticCodes.InvalidValue, $"\"{scalar.Text}\" is no size. {hint}.", scalar.Span);
        return null;
    }

    private static long? Bytes(ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Integer:
                return ScalarResolver.TryInteger(scalar.Text, out Int128 whole) && whole <= long.MaxValue ? (long)whole : null;
            case ScalarKind.Number:
                return ScalarResolver.TryNumber(scalar.Text, out double number) && Math.Abs(number) < long.MaxValue ? (long)number : null;
            default:
                return ByteSizes.TryParse(scalar.Text, out long bytes) ? bytes : null;
        }
    }
}
