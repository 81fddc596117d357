namespace Compose.Net.Model;

/// <summary>An image reference in its parts.</summary>
/// <param name="Registry">The registry's host, for example <c>docker.io</c>.</param>
/// <param name="Name">The name, the registry's host included where it was written.</param>
/// <param name="Tag">The tag or digest; <c>latest</c> where none was written.</param>
internal sealed record ImageReference(string Registry, string Name, string Tag)
{
    public static ImageReference Parse(string text)
    {
        (string name, string? tag) = text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            ? (WithoutTag(text[..at]), text[(at + 1)..])
            : SplitTag(text);

        // The first part is a host only where it cannot be a user's name.
        string first = name.Split('/')[0];
        bool isHost = name.Contains('/', StringComparison.Ordinal) && (first.AsSpan().ContainsAny('.', ':') || first == "localhost");
        return new ImageReference(isHost ? first : "docker.io", name, tag ?? "latest");
    }

    private static string WithoutTag(string text) => SplitTag(text).Name;

    // A colon before the last slash belongs to the registry's port.
    private static (string Name, string? Tag) SplitTag(string text) =>
        text.LastIndexOf(':') is var colon && colon > text.LastIndexOf('/') ? (text[..colon], text[(colon + 1)..]) : (text, null);
}
