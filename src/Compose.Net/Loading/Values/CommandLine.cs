using System.Collections.Immutable;
using System.Text;

namespace Compose.Net.Loading.Values;

/// <summary>Splits a command line into its words, as a shell would: quotes and backslashes count, but nothing is expanded.</summary>
internal static class CommandLine
{
    private const string Operators = ";&|<>";

    /// <summary>Splits a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="words">The words up to the first operator of a shell.</param>
    /// <param name="cut">Where that operator stands; -1 where there is none.</param>
    /// <returns>False where a quote or a bracket is open, or a backslash stands last.</returns>
    public static bool TrySplit(string line, out ImmutableArray<string> words, out int cut)
    {
        ImmutableArray<string>.Builder found = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        bool inWord = false;
        bool escaped = false;
        char closing = '\0';
        words = [];
        cut = -1;

        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (escaped)
            {
                word.Append(c);
                escaped = false;
                inWord = true;
            }
            else if (c == '\\' && closing != '\'')
            {
                escaped = true;
            }
            else if (closing != '\0')
            {
                bool ends = c == closing;
                closing = ends ? '\0' : closing;
                if (!ends || c is '`' or ')')
                {
                    word.Append(c);
                }
            }
            else if (c is ' ' or '\t' or '\n' or '\r')
            {
                EndWord();
            }
            else if (c is '\'' or '"')
            {
                closing = c;
                inWord = true;
            }
            else if (c is '`' || (c == '(' && word.Length > 0 && word[^1] == '$'))
            {
                closing = c == '`' ? '`' : ')';
                word.Append(c);
                inWord = true;
            }
            else if (c is '(' or ')')
            {
                return false;
            }
            else if (Operators.Contains(c, StringComparison.Ordinal))
            {
                if (c == '>' && word.Length > 0 && char.IsAsciiDigit(word[0]))
                {
                    inWord = false;
                }

                cut = i;
                break;
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (escaped || closing != '\0')
        {
            return false;
        }

        EndWord();
        words = found.ToImmutable();
        return true;

        void EndWord()
        {
            if (inWord)
            {
                found.Add(word.ToString());
            }

            word.Clear();
            inWord = false;
        }
    }
}
