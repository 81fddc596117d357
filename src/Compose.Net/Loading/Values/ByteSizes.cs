using System.Buffers;
using System.Globalization;

namespace Compose.Net.Loading.Values;

/// <summary>Sizes in bytes: a whole number, or a number with a unit of base 1024 such as <c>1.5gb</c>.</summary>
internal static class ByteSizes
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.");

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        int number = rest.IndexOfAnyExcept(OfNumbers);
        number = number < 0 ? rest.Length : number;
        if (number is 0 or > 20
            || !decimal.TryParse(rest[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
            || FactorOf(rest[number..].Trim()) is not { } factor
            || amount > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(amount * factor);
        return true;
    }

    private static decimal? FactorOf(ReadOnlySpan<char> unit)
    {
        Span<char> lower = stackalloc char[4];
        if (unit.Length > 3)
        {
            return null;
        }

        unit.ToLowerInvariant(lower);
        return lower[..unit.Length] switch
        {
            "" or "b" => 1,
            "k" or "kb" or "kib" => 1L << 10,
            "m" or "mb" or "mib" => 1L << 20,
            "g" or "gb" or "gib" => 1L << 30,
            "t" or "tb" or "tib" => 1L << 40,
            "p" or "pb" or "pib" => 1L << 50,
            _ => null,
        };
    }
}
