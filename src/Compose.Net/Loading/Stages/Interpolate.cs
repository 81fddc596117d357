using Compose.Net.Loading.Merging;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Puts variables into all values, or only notes them where they are to stay. It makes a copy in which no two places share a node, so that the later stages can change
/// each place for itself.
/// </summary>
internal sealed class Interpolate : ILoadStage
{
    public void Run(LoadContext context)
    {
        var interpolator = new Interpolator(context.Variables, context.Diagnostics, context.UsedVariables);
        foreach (LoadDocument document in context.Documents)
        {
            document.Root = NodeCopy.Of(document.Root, scalar => Expand(scalar, interpolator));
        }
    }

    // What has no value is reported; the text itself keeps the later stages from saying more about it.
    private static ScalarNode Expand(ScalarNode scalar, Interpolator interpolator) =>
        scalar.Kind != ScalarKind.Text || interpolator.Expand(scalar.Text, scalar.Span) is not { } text || ReferenceEquals(text, scalar.Text)
            ? scalar
            : new ScalarNode(scalar.Span, text, ScalarKind.Text, scalar.Tag);
}
