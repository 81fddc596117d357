using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks what scalars say against <see cref="ValueRules"/>. What is wrong is reported and taken out.</summary>
internal sealed class CheckValues : ILoadStage
{
    public void Run(LoadContext context) => TreeRewriter.Rewrite(context.Root!, ValueRules.Tree, (node, rule) => OpenText.Holds(context, node) ? node : Check(node, rule, context.Diagnostics));

    private static Node? Check(Node node, ValueRule rule, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode scalar)
        {
            return node;
        }

        string text = ScalarText.Typed(scalar);
        if (text.Length == 0 && rule.EmptyIsNone)
        {
            return null;
        }

        if (rule.Problem(text) is { } problem)
        {
            diagnostics.Error(rule.Code, problem, scalar.Span);
            return TreeRewriter.Refused;
        }

        return node;
    }
}
