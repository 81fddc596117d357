using Compose.Net.Execution;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of the networks that <c>network prune</c> removes.</summary>
internal static class PruneFilter
{
    private const string With = "label=";
    private const string Without = "label!=";
    private const string Until = "until=";

    /// <exception cref="ToolException">A filter is not known, or its moment is none.</exception>
    public static NetworkPruneFilter Of(string[] texts, TimeProvider time)
    {
        if (texts.FirstOrDefault(text => !text.StartsWith(With, StringComparison.Ordinal) && !text.StartsWith(Without, StringComparison.Ordinal) && !text.StartsWith(Until, StringComparison.Ordinal)) is { } unknown)
        {
            throw new ToolException(ToolCodes.CommandLine, $"\"{unknown}\" is no filter here. Use label=KEY, label=KEY=VALUE, label!=KEY, label!=KEY=VALUE or until=MOMENT.");
        }

        return new NetworkPruneFilter
        {
            Labels = KeyValues.Of(After(texts, With), "--filter"),
            ExceptLabels = KeyValues.Of(After(texts, Without), "--filter"),
            Before = After(texts, Until) is [.., var last] ? MomentOf(last, time) : null,
        };
    }

    private static DateTimeOffset MomentOf(string text, TimeProvider time) =>
        Moments.Read(text, time) ?? throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" of until= is no moment. {Moments.WayOut}");

    private static string[] After(string[] texts, string start) => [.. texts.Where(text => text.StartsWith(start, StringComparison.Ordinal)).Select(text => text[start.Length..])];
}
