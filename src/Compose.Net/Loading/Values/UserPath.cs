namespace Compose.Net.Loading.Values;

/// <summary>Paths that start in the user's home.</summary>
internal static class UserPath
{
    /// <summary>Puts the folder of the variable <c>HOME</c> in place of a leading <c>~</c>; where it is not set, the path stays as it is.</summary>
    public static string ExpandHome(string path, IReadOnlyDictionary<string, string> variables) =>
        path.StartsWith('~') && variables.TryGetValue("HOME", out string? home) && home.Length > 0
            ? Path.GetFullPath(path[1..].TrimStart('/'), home)
            : path;
}
