using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Checks that a watched path says what follows on a change; as an item of a list it cannot have it from another document.</summary>
internal static class WatchForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is not MappingNode rule || rule.Contains("action") || rule.IsRefused("action"))
        {
            return node;
        }

        diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"action\" is missing: a watched path must have it.", rule.Span);
        return null;
    }
}
