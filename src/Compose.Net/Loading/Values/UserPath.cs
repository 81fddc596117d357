namespace Compose.Net.Loading.Values;

/// <summary>Paths that start in the user's home.</summary>
internal static class UserPath
{
    // The second is what Windows has.
    private static readonly string[] Homes = ["HOME", "USERPROFILE"];

    /// <summary>Puts the user's home in place of a leading <c>~</c>; where no variable names a whole path, the path stays as it is.</summary>
    public static string ExpandHome(string path, IReadOnlyDictionary<string, string> variables)
    {
        if (!path.StartsWith('~'))
        {
            return path;
        }

        string? home = Homes.Select(name => variables.GetValueOrDefault(name)).FirstOrDefault(home => home is not null && Path.IsPathFullyQualified(home) && !home.Contains('\0', StringComparison.Ordinal));
        return home is null || path.Contains('\0', StringComparison.Ordinal)
            ? path
            : Path.GetFullPath(path[1..].TrimStart(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar), home);
    }
}
