namespace Compose.Net.Diagnostics;

/// <summary>Guesses what a name that is not known was meant to be.</summary>
internal static class Suggestion
{
    private const int LongestName = 64;

    /// <summary>Returns <c> Did you mean "db"?</c> with a leading space, or an empty text where nothing is near.</summary>
    public static string For(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";

    /// <summary>The known name with the fewest typing errors between the two; equals in the order of their names. Null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        int limit = name.Length switch { <= 1 => 0, <= 4 => 1, <= 6 => 2, _ => 3 };
        string? nearest = null;
        int best = limit + 1;
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit || candidate.Length > LongestName)
            {
                continue;
            }

            int distance = Distance(name, candidate, Math.Min(best, limit));
            if (distance < best || (distance == best && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0))
            {
                best = distance;
                nearest = candidate;
            }
        }

        return best <= limit && best < Math.Max(name.Length, 2) ? nearest : null;
    }

    // Letters left out, added, changed or swapped with their neighbour; upper and lower case are the same. Gives up above the limit.
    private static int Distance(string a, string b, int limit)
    {
        Span<int> beforeLast = stackalloc int[LongestName + 1];
        Span<int> last = stackalloc int[LongestName + 1];
        Span<int> row = stackalloc int[LongestName + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > limit)
            {
                return least;
            }

            Span<int> free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
