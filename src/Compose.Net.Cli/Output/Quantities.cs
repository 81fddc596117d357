using System.Globalization;

namespace Compose.Net.Cli.Output;

/// <summary>Amounts of bytes in the words of the docker command.</summary>
internal static class Quantities
{
    private static readonly string[] BinaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
    private static readonly string[] DecimalUnits = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Returns for example <c>7.656GiB</c>.</summary>
    public static string Binary(long bytes) => Write(bytes, 1024, BinaryUnits, 4);

    /// <summary>Returns for example <c>1.23kB</c>.</summary>
    public static string Decimal(long bytes) => Write(bytes, 1000, DecimalUnits, 3);

    private static string Write(long bytes, int step, string[] units, int digits)
    {
        double amount = bytes;
        int unit = 0;
        for (; amount >= step && unit < units.Length - 1; unit++)
        {
            amount /= step;
        }

        return Significant(amount, digits) + units[unit];
    }

    // As Go's %.4g writes amounts of this size: so many digits in all, and no zeros behind the point.
    private static string Significant(double amount, int digits)
    {
        int whole = amount < 1 ? 1 : (int)Math.Floor(Math.Log10(amount)) + 1;
        int decimals = Math.Max(0, digits - whole);
        return Math.Round(amount, decimals).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture);
    }
}
