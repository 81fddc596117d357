namespace Compose.Net.Docker.Building;

/// <summary>One line of what the engine's builder tells while it works.</summary>
internal sealed record BuildMessage
{
    /// <summary>What a step says or what its command writes; a part of a line perhaps.</summary>
    public string? Stream { get; init; }

    /// <summary>What the fetching of a base image says.</summary>
    public string? Status { get; init; }

    public string? Error { get; init; }
}
