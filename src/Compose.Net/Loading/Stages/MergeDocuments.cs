using Compose.Net.Loading.Merging;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Lays each document over the ones before it.</summary>
internal sealed class MergeDocuments : ILoadStage
{
    public void Run(LoadContext context)
    {
        var merge = new MergeNodes(context.Diagnostics, !context.Options.Interpolate);
        MappingNode root = context.Documents[0].Root;
        foreach (LoadDocument document in context.Documents.Skip(1))
        {
            ClearedPaths.Remove(root, document.Cleared);
            root = merge.Merge(root, document.Root, MergeRules.Tree);
        }

        context.Root = root;
    }
}
