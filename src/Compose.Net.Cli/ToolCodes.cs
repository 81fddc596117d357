namespace Compose.Net.Cli;

/// <summary>The codes of the tool's own errors. Each has its section in docs/diagnostics.md.</summary>
internal static class ToolCodes
{
    public const string CommandLine = "CN0501";
    public const string NothingRuns = "CN0503";
    public const string OutputFile = "CN0504";
    public const string NoHash = "CN0505";
    public const string NoSuchContainer = "CN0506";
    public const string NoSuchProject = "CN0464";
    public const string NotPublished = "CN0465";
    public const string NotConfirmed = "CN0466";
    public const string NoSuchNetwork = "CN0520";
    public const string NothingTried = "CN0521";
    public const string Unexpected = "CN0599";
}
