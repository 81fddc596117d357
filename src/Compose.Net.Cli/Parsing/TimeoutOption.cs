namespace Compose.Net.Cli.Parsing;

/// <summary>How long stops wait, in whole seconds.</summary>
internal sealed class TimeoutOption : SecondsOption
{
    public TimeoutOption()
        : base("--timeout", "-t")
    {
        Description = "How long each stop waits before the process is killed, in place of each service's own time; -1 never kills.";
    }

    /// <inheritdoc/>
    protected override TimeSpan? Read(string text) => text == "-1" ? Timeout.InfiniteTimeSpan : base.Read(text);
}
