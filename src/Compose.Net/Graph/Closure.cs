namespace Compose.Net.Graph;

/// <summary>Follows names to further names.</summary>
internal static class Closure
{
    /// <summary>The last name of a chain; of one that comes back to itself, the last before it does.</summary>
    public static string EndOf(string name, Func<string, string?> next)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { name };
        while (next(name) is { } further && visited.Add(further))
        {
            name = further;
        }

        return name;
    }

    /// <summary>The names, and all that is found from them, each visited once.</summary>
    public static HashSet<string> Of(IEnumerable<string> names, Func<string, IEnumerable<string>> next)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out string? name))
        {
            if (found.Add(name))
            {
                foreach (string further in next(name))
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }
}
