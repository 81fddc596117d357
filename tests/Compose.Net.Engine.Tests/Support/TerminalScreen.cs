using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>What stands on a terminal once it has been written to: it moves the cursor, erases, and begins a new line where one is full.</summary>
internal sealed partial class TerminalScreen(int columns)
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;
    private int _column;

    public static string Of(string written, int columns)
    {
        var screen = new TerminalScreen(columns);
        screen.Write(written);
        return string.Join('\n', screen._lines.Select(line => line.ToString().TrimEnd())).TrimEnd();
    }

    private void Write(string written)
    {
        for (int at = 0; at < written.Length; at++)
        {
            if (written[at] == '\e')
            {
                Match sequence = Sequence.Match(written, at);
                Obey(sequence.Groups["verb"].Value, sequence.Groups["number"].Value);
                at += Math.Max(sequence.Length, 2) - 1;
            }
            else
            {
                Put(written[at]);
            }
        }
    }

    private void Put(char letter)
    {
        switch (letter)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                _row++;
                break;
            default:
                if (_column == columns)
                {
                    (_row, _column) = (_row + 1, 0);
                }

                StringBuilder line = Line(_row);
                line.Append(' ', Math.Max(0, _column + 1 - line.Length));
                line[_column++] = letter;
                break;
        }
    }

    private void Obey(string verb, string number)
    {
        int count = int.TryParse(number, CultureInfo.InvariantCulture, out int given) ? given : verb is "J" or "K" ? 0 : 1;
        switch (verb)
        {
            case "A":
                _row = Math.Max(0, _row - count);
                break;
            case "K":
                Erase(_row, count == 2 ? 0 : _column);
                break;
            case "J":
                Erase(_row, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
        }
    }

    private void Erase(int row, int from)
    {
        StringBuilder line = Line(row);
        line.Length = Math.Min(line.Length, from);
    }

    private StringBuilder Line(int row)
    {
        while (_lines.Count <= row)
        {
            _lines.Add(new StringBuilder());
        }

        return _lines[row];
    }

    [GeneratedRegex(@"\G\e\[\??(?<number>[0-9;]*)(?<verb>[A-Za-z])")]
    private static partial Regex Sequence { get; }
}
