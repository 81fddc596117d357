using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A list of names becomes a mapping from the names to what a name alone stands for.</summary>
internal static class NameListForm
{
    /// <summary><c>depends_on</c>: each name is a service that must have been started.</summary>
    public static Node Dependencies(Node node, DiagnosticBag diagnostics) => Apply(node, StartedService);

    /// <summary><c>networks</c> and <c>models</c>: each name is one without settings.</summary>
    public static Node Networks(Node node, DiagnosticBag diagnostics) => Apply(node, span => new ScalarNode(span, "", ScalarKind.Null));

    /// <summary>What <c>depends_on</c> says about a service of which only the name is given.</summary>
    public static MappingNode StartedService(SourceSpan span)
    {
        var dependency = new MappingNode(span);
        dependency.Add(new ScalarNode(span, "condition"), new ScalarNode(span, "service_started"));
        dependency.Add(new ScalarNode(span, "required"), new ScalarNode(span, "true", ScalarKind.Boolean));
        return dependency;
    }

    private static Node Apply(Node node, Func<SourceSpan, Node> value)
    {
        if (node is not SequenceNode list)
        {
            return node;
        }

        var mapping = new MappingNode(list.Span);
        foreach (Node item in list.Items)
        {
            mapping.Set((ScalarNode)item, value(item.Span));
        }

        return mapping;
    }
}
