using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Requests for GPUs are joined, equal ones once; where one side asks for all, the later one counts.</summary>
internal static class GpuMerge
{
    private const string Everything = "-1";

    public static Node Join(Node earlier, Node later, MergeNodes merge)
    {
        if (earlier is not SequenceNode before || later is not SequenceNode after || IsAll(before) || IsAll(after))
        {
            return later;
        }

        var joined = new SequenceNode(after.Span);
        var repeated = new HashSet<Node>(after.Items, NodeEquality.Comparer);
        foreach (Node request in before.Items.Where(request => !repeated.Contains(request)).Concat(after.Items))
        {
            joined.Add(request);
        }

        return joined;
    }

    private static bool IsAll(SequenceNode requests) => requests.Items is [MappingNode { Count: 1 } request] && request.Get<ScalarNode>("count")?.Text == Everything;
}
