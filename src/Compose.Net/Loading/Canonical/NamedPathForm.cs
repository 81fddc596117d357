using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Places with names, as a list of <c>name=place</c> or as a mapping, become a mapping of texts.</summary>
internal static class NamedPathForm
{
    /// <summary>The further contexts of a build: each has a place.</summary>
    public static Node Contexts(Node node, DiagnosticBag diagnostics)
    {
        RemoveBare(node, _ => false, name => $"The context \"{name}\" has no place. Write {name}=PLACE.", diagnostics);
        return KeyValueForm.NullIsEmpty(node, diagnostics);
    }

    /// <summary>The SSH keys of a build: one without a place is the agent.</summary>
    public static Node Keys(Node node, DiagnosticBag diagnostics)
    {
        RemoveBare(
            node,
            name => name == "default",
            name => $"The SSH key \"{name}\" has no path. Write {name}=PATH, or \"default\" for the agent of the environment.",
            diagnostics);
        return KeyValueForm.KeepNulls(node, diagnostics);
    }

    private static void RemoveBare(Node node, Func<string, bool> isAllowed, Func<string, string> problem, DiagnosticBag diagnostics)
    {
        (node as SequenceNode)?.Items.RemoveAll(item =>
        {
            string text = ((ScalarNode)item).Text;
            if (text.Contains('=', StringComparison.Ordinal) || isAllowed(text))
            {
                return false;
            }

            diagnostics.Error(DiagnosticCodes.InvalidValue, problem(text), item.Span);
            return true;
        });
    }
}
