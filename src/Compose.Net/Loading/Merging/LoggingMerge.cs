using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>The options of a log driver mean nothing to another one, so logging is merged only where the driver stays the same.</summary>
internal static class LoggingMerge
{
    public static Node Join(Node earlier, Node later, MergeNodes merge)
    {
        if (earlier is not MappingNode before || later is not MappingNode after)
        {
            return later;
        }

        string? first = before.Get<ScalarNode>("driver")?.Text;
        string? second = after.Get<ScalarNode>("driver")?.Text;
        return first is null || second is null || first == second ? merge.Merge(before, after, null) : after;
    }
}
