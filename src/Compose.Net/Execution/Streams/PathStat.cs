namespace Compose.Net.Execution;

/// <summary>A file or folder inside a container.</summary>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="LinkTarget">Where it leads, if it is a symbolic link; empty if it is none.</param>
internal sealed record PathStat(bool IsFolder, string LinkTarget);
