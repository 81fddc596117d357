using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>Writes out the merge key <c>&lt;&lt;</c>: a mapping's own keys win, then the earlier of the merged mappings.</summary>
internal sealed class MergeKeys(DiagnosticBag diagnostics, ComposeLimits limits)
{
    /// <summary>How many entries were looked at so far: what a reader bounds.</summary>
    public long Visited { get; private set; }

    public void Apply(MappingNode mapping, MappingEntry merge)
    {
        switch (merge.Value)
        {
            case MappingNode source:
                Take(mapping, source);
                break;
            case SequenceNode sources:
                foreach (Node item in sources.Items)
                {
                    if (item is MappingNode source)
                    {
                        Take(mapping, source);
                    }
                    else
                    {
                        Refuse(merge, item);
                    }
                }

                break;
            default:
                Refuse(merge, merge.Value);
                break;
        }
    }

    private void Take(MappingNode mapping, MappingNode source)
    {
        Visited += source.Count;
        for (int i = 0; i < source.Count && Visited <= limits.Nodes; i++)
        {
            MappingEntry entry = source[i];
            if (!mapping.Contains(entry.Name))
            {
                mapping.Add(entry.Key, entry.Value);
            }
        }
    }

    // What an alias stands for is written elsewhere, and may be right there.
    private void Refuse(MappingEntry merge, Node value)
    {
        bool isHere = (value.Span.Line, value.Span.Column).CompareTo((merge.Key.Span.Line, merge.Key.Span.Column)) > 0;
        diagnostics.Error(DiagnosticCodes.InvalidMergeKey, "The merge key \"<<\" takes a mapping, an alias of one, or a list of these.", isHere ? value.Span : merge.Key.Span);
    }
}
