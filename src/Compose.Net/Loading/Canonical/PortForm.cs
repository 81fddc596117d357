using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Ports in short form become one mapping for each; of two that bind the same, the later one wins.</summary>
internal static class PortForm
{
    /// <summary>How many ports one list may come to when its ranges are written out: all that TCP has, and all that UDP has.</summary>
    private const int Most = 2 * 65_536;

    public static Node? Apply(Node node, DiagnosticBag diagnostics)
    {
        var list = (SequenceNode)node;
        int expanded = 0;
        var ports = new List<Node>(list.Items.Count);
        Dictionary<(string, string, string, string), int>? positions = list.Items.Count > 1 ? [] : null;
        foreach (Node item in list.Items)
        {
            if (item is MappingNode port)
            {
                Add(port);
            }
            else
            {
                Expand((ScalarNode)item);
            }

            if (expanded > Most)
            {
                diagnostics.Error(
                    DiagnosticCodes.TooManyNodes,
                    string.Create(CultureInfo.InvariantCulture, $"With its ranges written out, the list has more than {Most} ports. Publish fewer."),
                    item.Span);
                return null;
            }
        }

        var result = new SequenceNode(list.Span, list.Tag, ports.Count);
        ports.ForEach(result.Add);
        return result;

        void Expand(ScalarNode text)
        {
            if (PortSyntax.Parse(ScalarText.Typed(text), out ImmutableArray<PortDefinition> definitions) is { } problem)
            {
                diagnostics.Error(DiagnosticCodes.InvalidPort, $"The port \"{text.Text}\" cannot be read. {problem}", text.Span);
            }

            expanded += definitions.Length;
            foreach (PortDefinition definition in definitions)
            {
                Add(ToMapping(definition, text.Span));
            }
        }

        void Add(MappingNode port)
        {
            if (positions is null)
            {
                // The ports of one item differ from each other.
                ports.Add(port);
                return;
            }

            (string, string, string, string) key = KeyOf(port);
            if (positions.TryGetValue(key, out int position))
            {
                ports[position] = port;
            }
            else
            {
                positions.Add(key, ports.Count);
                ports.Add(port);
            }
        }
    }

    private static MappingNode ToMapping(PortDefinition definition, SourceSpan span)
    {
        var port = new MappingNode(span);
        port.Add(new ScalarNode(span, "target"), new ScalarNode(span, definition.Target.ToString(CultureInfo.InvariantCulture), ScalarKind.Integer));
        Add("published", definition.Published);
        Add("host_ip", definition.HostIp);
        Add("protocol", definition.Protocol);
        return port;

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                port.Add(new ScalarNode(span, key), new ScalarNode(span, value));
            }
        }
    }

    // An address that is not given and 0.0.0.0 bind the same port.
    private static (string, string, string, string) KeyOf(MappingNode port)
    {
        string address = port.Get<ScalarNode>("host_ip")?.Text ?? "";
        return (
            address.Length == 0 ? "0.0.0.0" : address,
            port.Get<ScalarNode>("published") is { } published ? ScalarText.Typed(published) : "",
            port.Get<ScalarNode>("target") is { } target ? ScalarText.Typed(target) : "",
            port.Get<ScalarNode>("protocol")?.Text.ToLowerInvariant() ?? "tcp");
    }
}
