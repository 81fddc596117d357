namespace Compose.Net;

/// <summary>One compose file as text.</summary>
/// <param name="Name">What diagnostics call it, for example <c>compose.override.yaml</c>.</param>
/// <param name="Yaml">Its text.</param>
public sealed record ComposeFileText(string Name, string Yaml);
