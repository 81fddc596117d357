namespace Compose.Net.Cli.Parsing;

/// <summary>Finds the word that somebody may have meant.</summary>
internal static class Suggestion
{
    /// <summary>Returns the nearest word, at most a third of its letters away; null where none is near.</summary>
    public static string? For(string word, IEnumerable<string> known)
    {
        string? best = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            if (distance < least && distance <= Math.Max(1, candidate.Length / 3))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    // Insertions, deletions, replacements and swapped neighbours.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                table[row, column] = row == 0 || column == 0 ? row + column : Step(table, left, right, row, column);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Step(int[,] table, string left, string right, int row, int column)
    {
        int replaced = table[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        int least = Math.Min(replaced, Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
        bool swapped = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return swapped ? Math.Min(least, table[row - 2, column - 2] + 1) : least;
    }
}
