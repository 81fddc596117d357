using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A command line becomes the list of its words; null stays null.</summary>
internal static class CommandForm
{
    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode { Kind: ScalarKind.Text } scalar)
        {
            return node;
        }

        if (!CommandLine.TrySplit(scalar.Text, out ImmutableArray<string> words, out int cut))
        {
            diagnostics.Error(
                DiagnosticCodes.InvalidCommand,
                "The command line cannot be split into words: a quote, a bracket or a backslash is left open. Close it, or write the command as a list.",
                scalar.Span);
            return null;
        }

        if (cut >= 0)
        {
            diagnostics.Warning(
                DiagnosticCodes.InvalidCommand,
                $"No shell reads the command, so it ends before \"{scalar.Text[cut]}\". Write [\"sh\", \"-c\", \"...\"] to run it in a shell, or put the sign in quotes.",
                scalar.Span);
        }

        var list = new SequenceNode(scalar.Span);
        foreach (string word in words)
        {
            list.Add(new ScalarNode(scalar.Span, word));
        }

        return list;
    }
}
