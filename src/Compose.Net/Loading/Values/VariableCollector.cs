namespace Compose.Net.Loading.Values;

/// <summary>Collects the variables of texts, by the grammar of <see cref="Interpolator"/>; those of words inside of others too.</summary>
internal sealed class VariableCollector
{
    private const int Deepest = 64;

    private readonly SortedDictionary<string, VariableUse> _found = new(StringComparer.Ordinal);

    public IReadOnlyCollection<VariableUse> Found => _found.Values;

    /// <summary>Takes the variables of one text. What cannot be read is left out; whoever interpolates reports it.</summary>
    public void Add(string text)
    {
        if (text.Contains('$', StringComparison.Ordinal))
        {
            Walk(text, 0);
        }
    }

    private void Walk(ReadOnlySpan<char> text, int depth)
    {
        while (depth <= Deepest && text.IndexOf('$') is var dollar && dollar >= 0 && dollar + 1 < text.Length)
        {
            text = text[(dollar + 1)..];
            if (Interpolator.IsNameStart(text[0]))
            {
                int length = Interpolator.NameLength(text);
                Use(new VariableUse(text[..length].ToString()));
                text = text[length..];
            }
            else if (text[0] == '{')
            {
                int end = Interpolator.ClosingBrace(text);
                if (end < 0)
                {
                    return; // Whoever interpolates reads no further either.
                }

                TakeExpression(text[1..end], depth);
                text = text[(end + 1)..];
            }
            else if (text[0] == '$')
            {
                text = text[1..];
            }
        }
    }

    private void TakeExpression(ReadOnlySpan<char> text, int depth)
    {
        if (text.IsEmpty || !Interpolator.IsNameStart(text[0]))
        {
            return;
        }

        int length = Interpolator.NameLength(text);
        string name = text[..length].ToString();
        ReadOnlySpan<char> rest = text[length..];
        rest = rest is [':', ..] ? rest[1..] : rest;
        if (rest.IsEmpty)
        {
            Use(new VariableUse(name));
            return;
        }

        string word = rest[1..].ToString();
        VariableUse? use = rest[0] switch
        {
            '-' => new VariableUse(name, Default: word),
            '+' => new VariableUse(name, Alternate: word),
            '?' => new VariableUse(name, Required: true),
            _ => null,
        };
        if (use is not null)
        {
            Use(use);
            Walk(word, depth + 1);
        }
    }

    private void Use(VariableUse use) => _found[use.Name] = _found.TryGetValue(use.Name, out VariableUse? earlier)
        ? new VariableUse(use.Name, earlier.Required || use.Required, earlier.Default ?? use.Default, earlier.Alternate ?? use.Alternate)
        : use;
}
