namespace Compose.Net.Execution;

/// <summary>Where a process wrote to.</summary>
public enum OutputSource
{
    /// <summary>Standard output; with a terminal, standard error as well.</summary>
    StandardOutput = 1,

    /// <summary>Standard error.</summary>
    StandardError = 2,
}
