namespace Compose.Net.Cli;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>All is done, or there is nothing to do.</summary>
    public const int Success = 0;

    /// <summary>Something failed, or the command line or the compose file cannot be used.</summary>
    public const int Failure = 1;

    /// <summary><c>plan</c> has something to do; <c>verify</c> found a difference.</summary>
    public const int Difference = 2;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Cancelled = 130;

    /// <summary>Ended because nobody reads the output any more, as the system ends a program then.</summary>
    public const int ReaderGone = 141;
}
