using System.Globalization;
using System.Text;
using Compose.Net.Diagnostics;

namespace Compose.Net.Syntax;

/// <summary>The text of one input.</summary>
/// <param name="Path">The file as the user named it.</param>
/// <param name="Text">The text without a byte order mark.</param>
internal sealed record SourceText(string Path, string Text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads bytes as text; null where they are none, with a diagnostic.</summary>
    public static SourceText? Decode(string path, ReadOnlySpan<byte> bytes, DiagnosticBag diagnostics, ComposeLimits limits)
    {
        if (bytes.Length > limits.FileSize)
        {
            return TooLarge(path, diagnostics, limits);
        }

        try
        {
            return Checked(path, Strict.GetString(bytes), diagnostics);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Error(DiagnosticCodes.NotText, "The file is not UTF-8 text. Save it as UTF-8, or name another file.", new SourceSpan(path, 1, 1));
            return null;
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

    private static SourceText? Checked(string path, string text, DiagnosticBag diagnostics)
    {
        if (text.StartsWith('\uFEFF'))
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
