using System.Collections.Immutable;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of the networks that <c>network prune</c> removes.</summary>
internal static class PruneFilter
{
    private const string With = "label=";
    private const string Without = "label!=";
    private const string Until = "until=";

    /// <exception cref="ToolException">A filter is not known, contradicts another one, or its moment is none.</exception>
    public static NetworkPruneFilter Of(string[] texts, TimeProvider time)
    {
        if (texts.FirstOrDefault(text => !text.StartsWith(With, StringComparison.Ordinal) && !text.StartsWith(Without, StringComparison.Ordinal) && !text.StartsWith(Until, StringComparison.Ordinal)) is { } unknown)
        {
            throw new ToolException(ToolCodes.CommandLine, $"\"{unknown}\" is no filter here. Use label=KEY, label=KEY=VALUE, label!=KEY, label!=KEY=VALUE or until=MOMENT.");
        }

        return new NetworkPruneFilter
        {
            Labels = LabelsOf(texts, With, (key, values) => $"The label \"{key}\" is asked for with the values {values}, and an engine removes only what has all of them, which no network does. Run this once for each value."),
            ExceptLabels = LabelsOf(texts, Without, (key, values) => $"The label \"{key}\" is excepted with the values {values}, and an engine spares only what has all of them, which no network does. Use label!={key}, which spares every network with that label."),
            Before = After(texts, Until) switch
            {
                [] => null,
                [var moment] => MomentOf(moment, time),
                var several => throw new ToolException(ToolCodes.CommandLine, $"until= is given {several.Length} times. Give it once."),
            },
        };
    }

    // Of one key with a value and without, the value says more.
    private static ImmutableSortedDictionary<string, string> LabelsOf(string[] texts, string start, Func<string, string, string> contradiction)
    {
        string[] labels = After(texts, start);
        foreach (IGrouping<string, string> key in labels.Select(label => label.Split('=', 2)).Where(HasValue).GroupBy(parts => parts[0], parts => $"\"{parts[1]}\"", StringComparer.Ordinal))
        {
            if (key.Distinct(StringComparer.Ordinal).ToArray() is { Length: > 1 } values)
            {
                throw new ToolException(ToolCodes.CommandLine, contradiction(key.Key, string.Join(" and ", values)));
            }
        }

        return KeyValues.Of([.. labels.OrderBy(label => HasValue(label.Split('=', 2)))], "--filter");
    }

    private static bool HasValue(string[] parts) => parts is [_, { Length: > 0 }];

    private static DateTimeOffset MomentOf(string text, TimeProvider time) =>
        Moments.Read(text, time) ?? throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" of until= is no moment. {Moments.WayOut}");

    private static string[] After(string[] texts, string start) => [.. texts.Where(text => text.StartsWith(start, StringComparison.Ordinal)).Select(text => text[start.Length..])];
}
