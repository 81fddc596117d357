namespace Compose.Net.Model;

/// <summary>One limit of a container's processes; -1 is no limit.</summary>
/// <param name="Soft">The limit in force, which a process can raise up to <paramref name="Hard"/>.</param>
/// <param name="Hard">The limit that only a privileged process can raise.</param>
public sealed record UlimitDefinition(long Soft, long Hard)
{
    /// <summary>Whether the file gives one number for both; kept so that a printed project reads as the file did.</summary>
    internal bool OneIsWritten { get; init; }
}
