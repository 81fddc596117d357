using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Checks a limit that is a mapping; one number stays one number, for it is replaced as a whole.</summary>
internal static class UlimitForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is not MappingNode limit)
        {
            return node;
        }

        if (!limit.Contains("hard"))
        {
            diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"hard\" is missing: a limit must have it.", limit.Span);
            return null;
        }

        if (limit.Contains("soft") && Value(limit, "hard") is var hard && hard >= 0 && (Value(limit, "soft") > hard || Value(limit, "soft") < 0))
        {
            diagnostics.Error(
                DiagnosticCodes.InvalidValue,
                string.Create(CultureInfo.InvariantCulture, $"The soft limit is above the hard one, {hard}. Lower \"soft\", or raise \"hard\"."),
                limit.Get<ScalarNode>("soft")!.Span);
            return null;
        }

        return node;
    }

    // -1 is no limit.
    private static Int128 Value(MappingNode limit, string key) =>
        limit.Get<ScalarNode>(key) is { Kind: ScalarKind.Integer } scalar && ScalarResolver.TryInteger(scalar.Text, out Int128 value) ? value : -1;
}
