using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of a restart policy: <c>no</c>, <c>always</c>, <c>unless-stopped</c> or <c>on-failure[:times]</c>.</summary>
internal static class RestartPolicies
{
    private const string OnFailure = "on-failure";

    public static string? Problem(string text) =>
        Parse(text) is null ? $"\"{text}\" is no restart policy. Use no, always, unless-stopped, on-failure or on-failure:3." : null;

    public static RestartPolicy? Parse(string text) => text switch
    {
        "no" => new RestartPolicy(RestartCondition.No),
        "always" => new RestartPolicy(RestartCondition.Always),
        "unless-stopped" => new RestartPolicy(RestartCondition.UnlessStopped),
        OnFailure => new RestartPolicy(RestartCondition.OnFailure),
        _ when text.StartsWith(OnFailure + ":", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(OnFailure.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int times) =>
            new RestartPolicy(RestartCondition.OnFailure, times),
        _ => null,
    };
}
