using Compose.Net.Loading.Merging;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Of list items that <see cref="UniqueRules"/> takes to be the same, keeps the last one, at the place of the first.</summary>
internal sealed class RemoveRepeats : ILoadStage
{
    public void Run(LoadContext context) => TreeRewriter.Rewrite(context.Root!, UniqueRules.Tree, Keep);

    private static Node Keep(Node node, UniqueRule rule)
    {
        if (node is not SequenceNode { Items: { Count: > 1 } items })
        {
            return node;
        }

        var positions = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        int kept = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (KeyOf(items[i], rule) is not { } key || positions.TryAdd(key, kept))
            {
                items[kept++] = items[i];
            }
            else
            {
                items[positions[key]] = items[i];
            }
        }

        items.RemoveRange(kept, items.Count - kept);
        return node;
    }

    // A text in place of a mapping holds a variable that is to stay.
    private static string? KeyOf(Node item, UniqueRule rule) => item is ScalarNode scalar
        ? rule.TextKey is { } keyOf ? keyOf(ScalarText.Typed(scalar)) : ScalarText.Typed(scalar)
        : rule.Key(item);
}
