using System.Globalization;
using System.Text;
using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>The text of one input.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Text">The text without a byte order mark.</param>
internal sealed record SourceText(string Path, string Text)
{
    /// <summary>What stands for bytes that are no text.</summary>
    public const char Unreadable = '\uFFFD';

    private const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding StrictUtf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding StrictBigEndianUtf16 = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>Whether <see cref="Unreadable"/> in it stands for bytes that are no text.</summary>
    public bool HasUnreadable { get; private init; }

    /// <summary>Reads bytes as text; null where they are none, with a diagnostic.</summary>
    public static SourceText? Decode(string path, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        if (bytes.Length > limits.FileSize)
        {
            return TooLarge(path, diagnostics, limits);
        }

        Encoding encoding = EncodingOf(bytes);
        try
        {
            return Checked(path, encoding.GetString(bytes), diagnostics);
        }
        catch (DecoderFallbackException exception)
        {
            string before = encoding == Strict ? Encoding.UTF8.GetString(bytes[..Math.Max(0, exception.Index)]) : "";
            diagnostics.Error(DiagnosticCodes.NotText, "The file is not UTF-8 text. Save it as UTF-8, or name another file.", PlaceOf(path, before, before.Length));
            return null;
        }
    }

    /// <summary>
    /// Reads the bytes of an env file, which may hold what a compose file may not: control characters other than U+0000 and, in a comment, another encoding. Such bytes come
    /// as <see cref="Unreadable"/>, and the text says so.
    /// </summary>
    public static SourceText? DecodeVariables(string path, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        if (bytes.Length > limits.FileSize)
        {
            return TooLarge(path, diagnostics, limits);
        }

        SourceText text = ReadVariables(path, bytes);
        return text.Text.Contains('\0', StringComparison.Ordinal) ? Checked(path, text.Text, diagnostics) : text;
    }

    private static SourceText ReadVariables(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new SourceText(path, EncodingOf(bytes).GetString(bytes).TrimStart(Mark));
        }
        catch (DecoderFallbackException)
        {
            return new SourceText(path, Encoding.UTF8.GetString(bytes).TrimStart(Mark)) { HasUnreadable = true };
        }
    }

    /// <summary>Takes text as it is; null where it holds what text does not, with a diagnostic.</summary>
    public static SourceText? Create(string path, string text, DiagnosticBag diagnostics, ComposeLimits limits) =>
        text.Length > limits.FileSize || Encoding.UTF8.GetByteCount(text) > limits.FileSize
            ? TooLarge(path, diagnostics, limits)
            : Checked(path, text, diagnostics);

    /// <summary>The place of a position in a text.</summary>
    public static SourceSpan PlaceOf(string path, string text, int position)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, position);
        return new SourceSpan(path, before.Count('\n') + 1, position - before.LastIndexOf('\n'));
    }

    // As YAML has it (1.2.2, section 5.2): a byte order mark tells which it is.
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => StrictUtf16,
        [0xFE, 0xFF, ..] => StrictBigEndianUtf16,
        _ => Strict,
    };

    private static SourceText? Checked(string path, string text, DiagnosticBag diagnostics)
    {
        if (text.StartsWith(Mark))
        {
            text = text[1..];
        }

        int control = FirstControl(text);
        if (control < 0)
        {
            return new SourceText(path, text);
        }

        diagnostics.Error(
            DiagnosticCodes.NotText,
            string.Create(CultureInfo.InvariantCulture, $"The file holds the control character U+{(int)text[control]:X4}, which text does not. Is it a binary file?"),
            PlaceOf(path, text, control));
        return null;
    }

    private static SourceText? TooLarge(string path, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        string size = limits.FileSize < 1024 * 1024
            ? string.Create(CultureInfo.InvariantCulture, $"{limits.FileSize} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{limits.FileSize / 1024 / 1024} MiB");
        diagnostics.Error(DiagnosticCodes.InputTooLarge, $"The input is larger than {size}. Is it a compose file?", new SourceSpan(path, 1, 1));
        return null;
    }

    private static int FirstControl(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < ' ' ? c is not ('\t' or '\n' or '\r') : c is '\u007F' or '\uFFFE' or '\uFFFF')
            {
                return i;
            }
        }

        return -1;
    }
}
