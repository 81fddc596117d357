using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of a pull policy.</summary>
internal static class PullPolicies
{
    private const string Every = "every_";

    private static readonly string[] Words = ["always", "never", "missing", "if_not_present", "build", "refresh", "daily", "weekly"];

    public static string? Problem(string text) => Parse(text) is null
        ? $"\"{text}\" is no pull policy.{Suggestion.For(text, Words)} Use one of: {string.Join(", ", Words)}, or every_ and a duration, such as every_12h."
        : null;

    public static PullPolicy? Parse(string text) => text switch
    {
        "always" => new PullPolicy(PullCondition.Always),
        "never" => new PullPolicy(PullCondition.Never),
        "missing" or "if_not_present" => new PullPolicy(PullCondition.Missing),
        "build" => new PullPolicy(PullCondition.Build),

        // The specification has the word and gives it no meaning of its own.
        "refresh" => new PullPolicy(PullCondition.Missing) { Word = text },
        "daily" => new PullPolicy(PullCondition.Refresh, TimeSpan.FromDays(1)) { Word = text },
        "weekly" => new PullPolicy(PullCondition.Refresh, TimeSpan.FromDays(7)) { Word = text },
        _ => text.StartsWith(Every, StringComparison.Ordinal) && Durations.TryParse(text[Every.Length..], out TimeSpan interval) && interval > TimeSpan.Zero
            ? new PullPolicy(PullCondition.Refresh, interval) { Word = text }
            : null,
    };
}
