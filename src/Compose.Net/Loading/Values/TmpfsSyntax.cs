using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of a file system in memory: <c>path[:options]</c>.</summary>
internal static class TmpfsSyntax
{
    public static string? Problem(string text) =>
        Parse(text).Target.StartsWith('/') ? null : $"\"{text}\" has no absolute path. Write one such as /run, perhaps with options: /run:size=64m.";

    public static TmpfsDefinition Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new TmpfsDefinition(text) : new TmpfsDefinition(text[..colon]) { Options = text[(colon + 1)..] };
    }
}
