namespace Compose.Net.Loading.Stages;

/// <summary>Patterns for names: <c>*</c> is any text, <c>?</c> any character, <c>[a-c]</c> one of some and <c>[^a-c]</c> one of the others.</summary>
internal static class NamePattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // After a mismatch, the last star takes one character more; earlier ones need not be tried again.
        int afterStar = -1, starEnd = 0, p = 0, n = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                afterStar = ++p;
                starEnd = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], name[n], out int used))
            {
                p += used;
                n++;
            }
            else if (afterStar >= 0)
            {
                p = afterStar;
                n = ++starEnd;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char c, out int used)
    {
        int end = pattern[0] == '[' ? pattern.IndexOf(']') : -1;
        used = end + 1;
        if (end > 1)
        {
            bool others = pattern[1] == '^';
            return IsOneOf(pattern[(others ? 2 : 1)..end], c) != others;
        }

        used = 1;
        return pattern[0] == '?' || pattern[0] == c;
    }

    private static bool IsOneOf(ReadOnlySpan<char> set, char c)
    {
        for (int i = 0; i < set.Length; i++)
        {
            bool isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? c >= set[i] && c <= set[i + 2] : c == set[i])
            {
                return true;
            }

            i += isRange ? 2 : 0;
        }

        return false;
    }
}
