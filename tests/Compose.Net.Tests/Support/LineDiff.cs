using System.Text;

namespace Compose.Net.Tests.Support;

/// <summary>Shows which lines of a text changed, by their longest common subsequence.</summary>
internal static class LineDiff
{
    private const int Context = 2;

    public static string Between(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        return Print(Lines(old, now, CommonLengths(old, now)));
    }

    private static int[,] CommonLengths(string[] old, string[] now)
    {
        var lengths = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == now[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static List<(char Sign, string Text)> Lines(string[] old, string[] now, int[,] common)
    {
        var lines = new List<(char, string)>();
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add((' ', old[i]));
                i++;
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', old[i++]));
            }
            else
            {
                lines.Add(('+', now[j++]));
            }
        }

        return lines;
    }

    private static string Print(List<(char Sign, string Text)> lines)
    {
        var text = new StringBuilder();
        bool gap = false;
        for (int i = 0; i < lines.Count; i++)
        {
            bool near = Enumerable.Range(i - Context, (2 * Context) + 1).Any(k => k >= 0 && k < lines.Count && lines[k].Sign != ' ');
            if (near)
            {
                text.Append(gap ? "  ...\n" : "").Append(lines[i].Sign).Append(' ').Append(lines[i].Text).Append('\n');
            }

            gap = !near;
        }

        return text.ToString();
    }
}
