namespace Compose.Net.Docker.Transport;

/// <summary>A file or folder inside a container, as a header tells of it.</summary>
/// <param name="Mode">Its mode, with the bits of Go: the highest is a folder's, the 27th a symbolic link's.</param>
/// <param name="LinkTarget">Where it leads.</param>
internal sealed record PathStatBody(uint Mode, string? LinkTarget);
