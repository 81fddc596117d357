using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A number loses what stands behind its point, as docker compose reads it.</summary>
internal static class WholeNumberForm
{
    // Beyond this, a number with a point no longer tells one whole number from the next.
    private const long LargestExact = 1L << 53;

    public static Node? Apply(Node node, DiagnosticBag diagnostics) => Apply(node, int.MaxValue, "Write a whole number of at most nine digits.", diagnostics);

    /// <summary>As <see cref="Apply(Node, DiagnosticBag)"/>, for numbers of 64 bit.</summary>
    public static Node? Long(Node node, DiagnosticBag diagnostics) => Apply(node, long.MaxValue, "Write a whole number of at most 18 digits.", diagnostics);

    private static ScalarNode? Apply(Node node, long limit, string hint, DiagnosticBag diagnostics)
    {
        var scalar = (ScalarNode)node;
        if (scalar.Kind == ScalarKind.Integer && ScalarResolver.TryInteger(scalar.Text, out Int128 integer) && integer <= limit && integer >= -limit - 1)
        {
            return scalar;
        }

        if (scalar.Kind == ScalarKind.Integer
            || !ScalarResolver.TryNumber(scalar.Text, out double number) || double.IsNaN(number) || Math.Abs(number) > Math.Min(limit, LargestExact))
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"{scalar.Text} is out of range. {hint}", scalar.Span);
            return null;
        }

        string whole = ((long)number).ToString(CultureInfo.InvariantCulture);
        if (!double.IsInteger(number))
        {
            diagnostics.Warning(DiagnosticCodes.ValueChanged, $"Only whole numbers count here, so {scalar.Text} becomes {whole}. Write a whole number.", scalar.Span);
        }

        return new ScalarNode(scalar.Span, whole, ScalarKind.Integer);
    }
}
