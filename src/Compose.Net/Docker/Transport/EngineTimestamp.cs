using System.Globalization;
using System.Text;

namespace Compose.Net.Docker.Transport;

/// <summary>Reads the engine's moments, such as <c>2026-11-25T22:54:00.011673466Z</c>, without losing what is finer than the framework's ticks.</summary>
internal static class EngineTimestamp
{
    /// <summary>No moment is longer, with nine decimals and an offset.</summary>
    public const int MaxLength = 35;

    private const int SecondsLength = 19;

    /// <summary>Reads a moment at the beginning of a text. A log line has a blank behind it, which is skipped too.</summary>
    /// <param name="text">The text.</param>
    /// <param name="nanoseconds">Nanoseconds since 1970.</param>
    /// <param name="length">How many bytes of the text it takes.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, out long nanoseconds, out int length)
    {
        (nanoseconds, length) = (0, 0);
        if (text.Length > SecondsLength && text[4] == '-' && text[10] == 'T'
            && DateTime.TryParseExact(Encoding.ASCII.GetString(text[..SecondsLength]), "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime seconds))
        {
            int at = SecondsLength;
            long fraction = ReadFraction(text, ref at);
            if (ReadOffset(text, ref at) is { } offset)
            {
                nanoseconds = ((seconds - DateTime.UnixEpoch - offset).Ticks * 100) + fraction;
                length = at < text.Length && text[at] == ' ' ? at + 1 : at;
                return true;
            }
        }

        return false;
    }

    private static long ReadFraction(ReadOnlySpan<byte> text, ref int at)
    {
        if (at >= text.Length || text[at] != '.')
            return 0;

        long fraction = 0;
        long place = 100_000_000;
        for (at++; at < text.Length && char.IsAsciiDigit((char)text[at]); at++)
        {
            fraction += (text[at] - '0') * place;
            place /= 10;
        }

        return fraction;
    }

    private static TimeSpan? ReadOffset(ReadOnlySpan<byte> text, ref int at)
    {
        if (at < text.Length && text[at] == 'Z')
        {
            at++;
            return TimeSpan.Zero;
        }

        if (at + 6 > text.Length || text[at] is not ((byte)'+' or (byte)'-') || !TimeSpan.TryParseExact(Encoding.ASCII.GetString(text.Slice(at + 1, 5)), @"hh\:mm", CultureInfo.InvariantCulture, out TimeSpan offset))
            return null;

        bool behind = text[at] == '-';
        at += 6;
        return behind ? -offset : offset;
    }
}
