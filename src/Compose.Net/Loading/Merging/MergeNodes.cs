using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Lays a later value over an earlier one, as <see cref="MergeRules"/> says. The earlier value is changed, so it must not be shared.</summary>
internal sealed class MergeNodes(DiagnosticBag diagnostics)
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
            default:
                diagnostics.Error(
                    DiagnosticCodes.CannotMerge,
                    $"\"{name}\" is {FormMessages.KindOf(later)} here, but {FormMessages.KindOf(earlier)} in {earlier.Span}. Write both in the same form, or put \"!override\" in front of this one.",
                    later.Span);
                return earlier;
        }
    }
}
