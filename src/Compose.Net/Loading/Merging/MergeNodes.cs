using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Lays a later value over an earlier one, as <see cref="MergeRules"/> says. The earlier value is changed, so it must not be shared.</summary>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="isOpen">Whether variables stay: a list with one in a name is still a list, where it would be a mapping.</param>
internal sealed class MergeNodes(DiagnosticBag diagnostics, bool isOpen)
{
    public MappingNode Merge(MappingNode earlier, MappingNode later, PathTree<MergeRule>? rules)
    {
        for (int i = 0; i < later.Count; i++)
        {
            MappingEntry entry = later[i];
            if (!earlier.TryGet(entry.Name, out Node? before))
            {
                earlier.Add(entry.Key, entry.Value);
                continue;
            }

            Node merged = Merge(entry.Name, before, entry.Value, rules?.Find(entry.Name));
            if (!ReferenceEquals(merged, before))
            {
                earlier.Set(entry.Key, merged);
            }
        }

        earlier.AddRefused(later);
        return earlier;
    }

    private Node Merge(string name, Node earlier, Node later, PathTree<MergeRule>? rules)
    {
        if (later is ScalarNode { IsNull: true })
        {
            return rules?.Rule?.NullReplaces == true ? later : earlier;
        }

        if (earlier is ScalarNode { IsNull: true })
        {
            return later;
        }

        if (rules?.Rule?.Join is { } join)
        {
            return join(earlier, later, this);
        }

        switch (earlier, later)
        {
            case (MappingNode before, MappingNode after):
                return Merge(before, after, rules);
            case (SequenceNode before, SequenceNode after):
                before.Items.AddRange(after.Items);
                return before;
            case (ScalarNode, _):
                return later;
            case (SequenceNode before, MappingNode after) when isOpen && HasLines(after):
                before.Items.AddRange(Lines(after));
                return before;
            case (MappingNode before, SequenceNode after) when isOpen && HasLines(before):
                after.Items.InsertRange(0, Lines(before));
                return after;
            default:
                diagnostics.Error(
                    DiagnosticCodes.CannotMerge,
                    $"\"{name}\" is {FormMessages.KindOf(later)} here, but {FormMessages.KindOf(earlier)} in {earlier.Span}. Write both in the same form, or put \"!override\" in front of this one.",
                    later.Span);
                return earlier;
        }
    }

    private static bool HasLines(MappingNode mapping) => mapping.Entries.All(entry => entry.Value is not MappingNode);

    // A mapping as the list that it can be written as, a line for each value.
    private static IEnumerable<Node> Lines(MappingNode mapping) => mapping.Entries.SelectMany(entry => entry.Value switch
    {
        ScalarNode { IsNull: true } => [new ScalarNode(entry.Key.Span, entry.Name)],
        SequenceNode values => values.Items.OfType<ScalarNode>().Select(value => Line(entry, value)),
        _ => [Line(entry, (ScalarNode)entry.Value)],
    });

    private static ScalarNode Line(MappingEntry entry, ScalarNode value) => new(entry.Key.Span, $"{entry.Name}={value.Text}");
}
