using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Tests.Syntax;

/// <summary>Reads YAML in tests.</summary>
internal static class Yaml
{
    public static MappingNode Read(string text, ComposeLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        List<Node> documents = NodeReader.Read(new SourceText("f.yaml", text), diagnostics, limits ?? ComposeLimits.Default);
        Xunit.Assert.Empty(diagnostics.Sorted());
        return (MappingNode)documents[0];
    }

    public static string[] Errors(string text, ComposeLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        NodeReader.Read(new SourceText("f.yaml", text), diagnostics, limits ?? ComposeLimits.Default);
        return [.. diagnostics.Sorted().Select(diagnostic => diagnostic.ToString())];
    }

    /// <summary>A node as one line of text, for example <c>{a: [1, b]}</c>.</summary>
    public static string Flow(Node node) => node switch
    {
        MappingNode mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Name}: {Flow(entry.Value)}"))}}}",
        SequenceNode sequence => $"[{string.Join(", ", sequence.Items.Select(Flow))}]",
        _ => ((ScalarNode)node).Text,
    };
}
