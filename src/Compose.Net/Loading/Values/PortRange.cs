using System.Globalization;

namespace Compose.Net.Loading.Values;

/// <summary>One port, or the ports from one to another.</summary>
internal readonly record struct PortRange(int First, int Last)
{
    public int Count => Last - First + 1;

    public static bool TryParse(ReadOnlySpan<char> text, out PortRange range)
    {
        range = default;
        int dash = text.IndexOf('-');
        if (!TryPort(dash < 0 ? text : text[..dash], out int first))
        {
            return false;
        }

        int last = first;
        if (dash >= 0 && !TryPort(text[(dash + 1)..], out last))
        {
            return false;
        }

        range = new PortRange(first, last);
        return first <= last;
    }

    public override string ToString() =>
        First == Last ? First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TryPort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;
}
