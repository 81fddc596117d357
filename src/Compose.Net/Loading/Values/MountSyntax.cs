namespace Compose.Net.Loading.Values;

/// <summary>The short form of a mount: <c>[source:]target[:options]</c>.</summary>
/// <param name="Source">The path or the volume; null for an anonymous volume.</param>
/// <param name="Target">The path inside the container.</param>
/// <param name="Options">The options, separated by commas; null where there are none.</param>
internal readonly record struct MountSyntax(string? Source, string Target, string? Options)
{
    /// <summary>Whether the source is a file or folder of the host, not the name of a volume.</summary>
    public bool IsBind => Source is { } source
        && (source[0] is '.' or '/' or '~' || source.StartsWith("\\\\", StringComparison.Ordinal) || IsDrive(source, 0));

    /// <summary>Splits a text; or says what is wrong with it.</summary>
    public static string? Parse(string text, out MountSyntax mount)
    {
        mount = default;
        if (text.Length == 0)
        {
            return "The text is empty; use source:target, or a target alone.";
        }

        var parts = new List<string>(3);
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != ':' || (i == start + 1 && IsDriveOf(text, start))))
            {
                continue;
            }

            if (i == start)
            {
                return "There is nothing before or behind a colon; use source:target or source:target:options.";
            }

            parts.Add(text[start..i]);
            start = i + 1;
        }

        if (parts.Count > 3)
        {
            return "There are more than three parts; use source:target or source:target:options.";
        }

        mount = parts.Count == 1
            ? new MountSyntax(null, parts[0], null)
            : new MountSyntax(parts[0], parts[1], parts.Count == 3 ? parts[2] : null);
        return null;
    }

    /// <summary>Whether a text is an absolute path with a drive letter, such as <c>C:\x</c> or <c>C:/x</c>.</summary>
    public static bool IsDrive(string text, int start) =>
        text.Length > start + 2 && char.IsAsciiLetter(text[start]) && text[start + 1] == ':' && text[start + 2] is '\\' or '/';

    // "x:/y" is the volume x, and "x:/y:/z" the folder /y of the drive x: only the second has a target left.
    private static bool IsDriveOf(string text, int start)
    {
        if (text.Length <= start + 2 || !char.IsAsciiLetter(text[start]))
        {
            return false;
        }

        if (text[start + 2] == '\\')
        {
            return true;
        }

        int next = text.IndexOf(':', start + 2);
        return text[start + 2] == '/' && next >= 0 && next + 1 < text.Length && text[next + 1] is '/' or '\\';
    }
}
