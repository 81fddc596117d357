using System.Text;

namespace Compose.Net.Cli.Output;

/// <summary>Rows of text in aligned columns, the first row the headings, as the docker command prints them.</summary>
internal static class TextTable
{
    private const int Gap = 3;

    public static string Write(IReadOnlyList<string[]> rows, int leastWidth = 0)
    {
        var widths = new int[rows[0].Length];
        foreach (string[] row in rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                widths[column] = Math.Max(Math.Max(widths[column], row[column].Length), leastWidth - Gap);
            }
        }

        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                text.Append(column == row.Length - 1 ? row[column] : row[column].PadRight(widths[column] + Gap));
            }

            while (text.Length > 0 && text[^1] == ' ')
            {
                text.Length--;
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
