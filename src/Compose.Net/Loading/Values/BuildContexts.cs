namespace Compose.Net.Loading.Values;

/// <summary>The places that a build reads from.</summary>
internal static class BuildContexts
{
    private const string Service = "service:";

    private static readonly string[] RemoteStarts = ["github.com/", "git@"];

    /// <summary>Whether a context is a folder of the host, not a URL, a repository or another service.</summary>
    public static bool IsFolder(string context) =>
        !context.Contains("://", StringComparison.Ordinal) && ServiceOf(context) is null
        && !Array.Exists(RemoteStarts, start => context.StartsWith(start, StringComparison.Ordinal));

    /// <summary>The service whose image a context is; null for all others.</summary>
    public static string? ServiceOf(string context) => context.StartsWith(Service, StringComparison.Ordinal) ? context[Service.Length..] : null;
}
