namespace Compose.Net.Graph;

/// <summary>Follows names to further names.</summary>
internal static class Closure
{
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
