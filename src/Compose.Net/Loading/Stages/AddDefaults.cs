using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Fills in what the file does not say, as <see cref="DefaultRules"/> has it.</summary>
internal sealed class AddDefaults : ILoadStage
{
    public void Run(LoadContext context) => TreeRewriter.Rewrite(context.Root!, DefaultRules.Tree, Add);

    private static Node Add(Node node, DefaultRule rule)
    {
        if (node is MappingNode mapping && (rule.Unless is null || !mapping.Contains(rule.Unless)))
        {
            foreach ((string key, string text, ScalarKind kind) in rule.Values)
            {
                if (!mapping.Contains(key))
                {
                    mapping.Add(new ScalarNode(mapping.Span, key), new ScalarNode(mapping.Span, text, kind));
                }
            }
        }

        return node;
    }
}
