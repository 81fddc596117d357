using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Canonical;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Brings what can be written in several forms into one, as <see cref="CanonicalRules"/> says. A text with a variable that is to stay is left as it is.</summary>
internal sealed class Canonicalise : ILoadStage
{
    // A long form has up to a dozen values where the short one has one. What grows more is counted.
    private const int Usual = 16;

    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            // What is empty here may have a value in another document.
            TreeRewriter.Rewrite(
                document.Root,
                CanonicalRules.Tree,
                (node, rule) => node is ScalarNode { IsNull: true } || OpenText.Holds(context, node, rule.Reads) ? node : Apply(node, rule, context));
        }
    }

    // A range of ports is one scalar to the reader, and thousands of values from here on.
    private static Node? Apply(Node node, CanonicalRule rule, LoadContext context)
    {
        if (!context.Budget.HasNodes)
        {
            return null;
        }

        long before = node.Size;
        Node? canonical = rule.Apply(node, context.Diagnostics);
        if (node is SequenceNode && canonical is MappingNode named)
        {
            // What stood in front of "=" is a key now.
            named.RemoveAll(entry => IsTooLong(entry.Key, context));
        }

        if (canonical is null || canonical.Size <= Usual * before || context.Budget.TakeNodes(canonical.Size - before))
        {
            return canonical;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.TooManyNodes,
            string.Create(CultureInfo.InvariantCulture, $"With its ranges of ports written out, the project has more than {context.Limits.Nodes} values. Publish fewer ports."),
            node.Span);
        return null;
    }

    private static bool IsTooLong(ScalarNode name, LoadContext context)
    {
        if (name.Text.Length <= context.Limits.KeyLength)
        {
            return false;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.KeyTooLong,
            string.Create(CultureInfo.InvariantCulture, $"The name is longer than {context.Limits.KeyLength} characters. Shorten it."),
            name.Span);
        return true;
    }
}
