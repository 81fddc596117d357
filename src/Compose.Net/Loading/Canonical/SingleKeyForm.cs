using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>A text alone becomes a mapping with one key.</summary>
internal static class SingleKeyForm
{
    /// <summary>An include: its path, which is a list of one.</summary>
    public static Node Path(Node node, DiagnosticBag diagnostics)
    {
        if (node is not ScalarNode text)
        {
            return node;
        }

        return Of("path", TextListForm.Apply(text, diagnostics), text);
    }

    /// <summary>An extension: the service.</summary>
    public static Node Service(Node node, DiagnosticBag diagnostics) => node is ScalarNode text ? Of("service", text, text) : node;

    /// <summary>A build: its context.</summary>
    public static Node Context(Node node, DiagnosticBag diagnostics) => node is ScalarNode text ? Of("context", text, text) : node;

    /// <summary>A secret or config that is used: its source.</summary>
    public static Node Source(Node node, DiagnosticBag diagnostics) => node is ScalarNode text ? Of("source", text, text) : node;

    private static MappingNode Of(string key, Node value, ScalarNode text)
    {
        var mapping = new MappingNode(text.Span);
        mapping.Add(new ScalarNode(text.Span, key), value);
        return mapping;
    }
}
