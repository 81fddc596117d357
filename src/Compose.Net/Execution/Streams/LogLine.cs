namespace Compose.Net.Execution;

/// <summary>One line that a container wrote.</summary>
public sealed record LogLine : ContainerOutput
{
    /// <summary>Which of its streams it is from.</summary>
    public OutputSource Source { get; init; } = OutputSource.StandardOutput;

    /// <summary>The line without its end. Bytes that are no UTF-8 become U+FFFD. A line of more than 1 MiB comes in several.</summary>
    public required string Text { get; init; }
}
