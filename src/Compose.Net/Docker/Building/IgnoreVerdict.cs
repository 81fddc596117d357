namespace Compose.Net.Docker.Building;

/// <summary>What the rules say of one path.</summary>
/// <param name="Ignored">Whether the build does not see it.</param>
/// <param name="Matches">Which of the rules match it, or a folder above it.</param>
internal sealed record IgnoreVerdict(bool Ignored, bool[] Matches);
