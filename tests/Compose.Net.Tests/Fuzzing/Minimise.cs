using System.Diagnostics;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Makes a text smaller while it still fails: first by lines, then by signs.</summary>
internal static class Minimise
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static string Text(string text, Func<string, bool> fails)
    {
        long began = Stopwatch.GetTimestamp();
        string[] lines = Smallest(text.Split('\n'), kept => IsTime() && fails(string.Join('\n', kept)));
        return string.Concat(Smallest([.. string.Join('\n', lines).Select(c => c.ToString())], kept => IsTime() && fails(string.Concat(kept))));

        bool IsTime() => Stopwatch.GetElapsedTime(began) < Longest;
    }

    // Takes out ever smaller runs of parts, as long as what is left fails.
    private static string[] Smallest(string[] parts, Func<string[], bool> fails)
    {
        for (int run = parts.Length / 2; run > 0; run = run == 1 ? 0 : run / 2)
        {
            for (int at = 0; at + run <= parts.Length;)
            {
                string[] without = [.. parts[..at], .. parts[(at + run)..]];
                if (fails(without))
                {
                    parts = without;
                }
                else
                {
                    at += run;
                }
            }
        }

        return parts;
    }
}
