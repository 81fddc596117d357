using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>Extra hosts, as a list of <c>host=address</c> or as a mapping, become a mapping from the host to the list of its addresses.</summary>
internal static class ExtraHostsForm
{
    public static Node Apply(Node node, DiagnosticBag diagnostics)
    {
        MappingNode hosts = Hosts(node, diagnostics);
        foreach (SequenceNode addresses in hosts.Entries.Select(entry => entry.Value).OfType<SequenceNode>())
        {
            UniqueTextForm.Apply(addresses, diagnostics);
        }

        return hosts;
    }

    private static MappingNode Hosts(Node node, DiagnosticBag diagnostics)
    {
        var hosts = new MappingNode(node.Span);
        if (node is MappingNode mapping)
        {
            foreach (MappingEntry entry in mapping.Entries)
            {
                if (IsName(entry.Key, entry.Name, diagnostics))
                {
                    AddAll(hosts, entry.Key, entry.Value, diagnostics);
                }
            }

            return hosts;
        }

        foreach (Node item in ((SequenceNode)node).Items)
        {
            AddLine(hosts, (ScalarNode)item, diagnostics);
        }

        return hosts;
    }

    // The addresses of IPv6 hold colons, so the first mark ends the name.
    private static void AddLine(MappingNode hosts, ScalarNode line, DiagnosticBag diagnostics)
    {
        int mark = line.Text.IndexOf('=', StringComparison.Ordinal);
        mark = mark < 0 ? line.Text.IndexOf(':', StringComparison.Ordinal) : mark;
        if (mark < 0)
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"The host \"{line.Text}\" has no address. Write host=address, such as db=10.0.0.5 or api=host-gateway.", line.Span);
            return;
        }

        var name = new ScalarNode(line.Span, line.Text[..mark]);
        if (!IsName(name, name.Text, diagnostics))
        {
            return;
        }

        foreach (string address in line.Text[(mark + 1)..].Split(','))
        {
            Add(hosts, name, new ScalarNode(line.Span, address), diagnostics);
        }
    }

    private static void AddAll(MappingNode hosts, ScalarNode name, Node value, DiagnosticBag diagnostics)
    {
        if (value is ScalarNode { IsNull: true })
        {
            hosts.Add(name, value); // Another document may give it.
            return;
        }

        foreach (Node address in value is SequenceNode list ? list.Items : [value])
        {
            Add(hosts, name, (ScalarNode)address, diagnostics);
        }
    }

    private static void Add(MappingNode hosts, ScalarNode name, ScalarNode given, DiagnosticBag diagnostics)
    {
        string address = given.Text.Trim();
        if (address.Length == 0)
        {
            diagnostics.Error(DiagnosticCodes.InvalidValue, $"An address of the host \"{name.Text}\" is empty. Give it one such as 10.0.0.5 or host-gateway.", given.Span);
            return;
        }

        if (address.StartsWith('[') && address.EndsWith(']'))
        {
            address = address[1..^1];
        }

        SequenceNode? addresses = hosts.Get<SequenceNode>(name.Text);
        if (addresses is null)
        {
            hosts.Add(name, addresses = new SequenceNode(given.Span));
        }

        addresses.Add(new ScalarNode(given.Span, address));
    }

    private static bool IsName(ScalarNode place, string name, DiagnosticBag diagnostics)
    {
        if (name.Length > 0 && name.AsSpan().IndexOfAny(":= \t") < 0)
        {
            return true;
        }

        diagnostics.Error(DiagnosticCodes.InvalidName, $"\"{name}\" is no name for a host. Use one without \":\", \"=\" and blanks, in front of the address.", place.Span);
        return false;
    }
}
