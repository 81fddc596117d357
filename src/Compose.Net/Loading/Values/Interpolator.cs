using System.Globalization;
using System.Text;
using Compose.Net.Diagnostics;

namespace Compose.Net.Loading.Values;

/// <summary>
/// Puts variables into text: <c>$NAME</c>, <c>${NAME}</c>, the operators <c>:-</c> <c>-</c> <c>:+</c> <c>+</c> <c>:?</c> <c>?</c>
/// with words that may hold variables themselves, and <c>$$</c> for a dollar sign. Words that are not used are not looked into.
/// </summary>
/// <param name="variables">The values.</param>
/// <param name="diagnostics">Where findings go.</param>
/// <param name="collector">Where the variables are noted that are to stay as they are; null puts them in.</param>
internal sealed class Interpolator(IReadOnlyDictionary<string, string> variables, DiagnosticBag diagnostics, VariableCollector? collector = null)
{
    // How many characters variables may come to, all places together: each may hold another one many times.
    private const int MostCharacters = 16 * 1024 * 1024;

    private const int Deepest = 64;

    private int _room = MostCharacters;

    /// <summary>The text with its variables put in; null where it cannot be read or a required variable is missing.</summary>
    public string? Expand(string text, SourceSpan span)
    {
        if (collector is null)
        {
            return text.Contains('$', StringComparison.Ordinal) ? Expand(text, span, 0) : text;
        }

        collector.Add(text);
        return text;
    }

    private string? Expand(ReadOnlySpan<char> text, SourceSpan span, int depth)
    {
        if (depth > Deepest)
        {
            diagnostics.Error(DiagnosticCodes.InvalidInterpolation, "The defaults of variables are nested too deeply. Make them flatter.", span);
            return null;
        }

        var result = new StringBuilder(text.Length);
        while (true)
        {
            int dollar = text.IndexOf('$');
            if (dollar < 0 || dollar + 1 == text.Length)
            {
                return result.Append(text).ToString();
            }

            result.Append(text[..dollar]);
            text = text[(dollar + 1)..];
            char next = text[0];
            if (next == '$')
            {
                result.Append('$');
                text = text[1..];
            }
            else if (IsNameStart(next))
            {
                int length = NameLength(text);
                string value = Value(text[..length].ToString(), span);
                if (!Take(value, span))
                {
                    return null;
                }

                result.Append(value);
                text = text[length..];
            }
            else if (next != '{')
            {
                result.Append('$');
            }
            else if (ClosingBrace(text) is var end && end > 0 && TryExpression(text[1..end], span, depth, out string? chosen))
            {
                if (chosen is null || !Take(chosen, span))
                {
                    return null;
                }

                result.Append(chosen);
                text = text[(end + 1)..];
            }
            else
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidInterpolation,
                    $"The variable in \"${Shorten(text)}\" is not written as ${{NAME}}, with an optional operator such as :-. Write $$ for a dollar sign.",
                    span);
                return null;
            }
        }
    }

    // Reported once: all that follows is too much as well.
    private bool Take(string value, SourceSpan span)
    {
        if (_room >= 0 && (_room -= value.Length) < 0)
        {
            diagnostics.Error(DiagnosticCodes.InvalidInterpolation, string.Create(CultureInfo.InvariantCulture, $"Variables come to more than {MostCharacters} characters up to here. Do variables hold each other many times? Make them shorter."), span);
        }

        return _room >= 0;
    }

    // False where the text between the braces is no expression; the value is null where the reason was reported.
    private bool TryExpression(ReadOnlySpan<char> text, SourceSpan span, int depth, out string? value)
    {
        value = null;
        int length = text.IsEmpty || !IsNameStart(text[0]) ? 0 : NameLength(text);
        if (length == 0)
        {
            return false;
        }

        string name = text[..length].ToString();
        ReadOnlySpan<char> rest = text[length..];
        if (rest.IsEmpty)
        {
            value = Value(name, span);
            return true;
        }

        bool emptyCounts = rest[0] == ':';
        rest = emptyCounts ? rest[1..] : rest;
        if (rest.IsEmpty || rest[0] is not ('-' or '+' or '?'))
        {
            return false;
        }

        bool present = variables.TryFind(name, out string? found) && (found.Length > 0 || !emptyCounts);
        ReadOnlySpan<char> word = rest[1..];
        value = rest[0] switch
        {
            '-' => present ? found : Expand(word, span, depth + 1),
            '+' => present ? Expand(word, span, depth + 1) : "",
            _ => present ? found : Require(name, Expand(word, span, depth + 1), span),
        };
        return true;
    }

    private string? Require(string name, string? message, SourceSpan span)
    {
        if (message is not null)
        {
            string reason = message.Length > 0 ? $": {message.TrimEnd('.')}" : "";
            diagnostics.Error(DiagnosticCodes.RequiredVariable, $"The required variable \"{name}\" has no value{reason}. Set it in the environment or in an env file.", span);
        }

        return null;
    }

    private string Value(string name, SourceSpan span)
    {
        if (variables.TryFind(name, out string? value))
        {
            return value;
        }

        diagnostics.Warning(
            DiagnosticCodes.UnsetVariable,
            $"The variable \"{name}\" is not set, so an empty text takes its place. Set it, or give a default as in ${{{name}:-default}}.",
            span);
        return "";
    }

    // The text starts with the opening brace. Braces inside are balanced; -1 where there is no closing one.
    internal static int ClosingBrace(ReadOnlySpan<char> text)
    {
        int open = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
            {
                open++;
            }
            else if (text[i] == '}' && --open == 0)
            {
                return i;
            }
        }

        return -1;
    }

    internal static int NameLength(ReadOnlySpan<char> text)
    {
        int length = 1;
        while (length < text.Length && (IsNameStart(text[length]) || char.IsAsciiDigit(text[length])))
        {
            length++;
        }

        return length;
    }

    internal static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}...";
}
