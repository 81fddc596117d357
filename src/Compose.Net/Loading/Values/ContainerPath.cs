namespace Compose.Net.Loading.Values;

/// <summary>Paths inside a container, which always use slashes.</summary>
internal static class ContainerPath
{
    /// <summary>The shortest path to the same place: no double slash, no dot, no slash at the end.</summary>
    public static string Clean(string path)
    {
        if (path.Length == 0)
        {
            return ".";
        }

        if (!NeedsCleaning(path))
        {
            return path;
        }

        bool rooted = path[0] == '/';
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or ".") && (part != ".." || !rooted))
            {
                parts.Add(part);
            }
        }

        string clean = string.Join('/', parts);
        return rooted ? "/" + clean : clean.Length == 0 ? "." : clean;
    }

    private static bool NeedsCleaning(string path) =>
        (path.Length > 1 && path[^1] == '/') || path.Contains("//", StringComparison.Ordinal) || path.Contains("./", StringComparison.Ordinal)
        || path.EndsWith("/.", StringComparison.Ordinal) || path.EndsWith("..", StringComparison.Ordinal);
}
