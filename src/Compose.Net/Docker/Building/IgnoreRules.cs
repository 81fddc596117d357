using System.Collections.Immutable;

namespace Compose.Net.Docker.Building;

/// <summary>
/// The rules of a <c>.dockerignore</c>: what a build does not see. The last rule decides that matches a path or a folder above it.
/// Pure; paths are relative to the context, with <c>/</c> between their parts.
/// </summary>
internal sealed class IgnoreRules
{
    private readonly ImmutableArray<IgnoreRule> _rules;

    private IgnoreRules(ImmutableArray<IgnoreRule> rules) => _rules = rules;

    public static IgnoreRules None { get; } = new([]);

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="FormatException">A line is no pattern; the message says which.</exception>
    public static IgnoreRules Parse(string text)
    {
        ImmutableArray<IgnoreRule>.Builder rules = ImmutableArray.CreateBuilder<IgnoreRule>();
        foreach (string line in text.TrimStart('\uFEFF').Split('\n'))
        {
            if (!line.StartsWith('#') && IgnoreRule.Parse(line.Trim()) is { } rule)
                rules.Add(rule);
        }

        return new IgnoreRules(rules.ToImmutable());
    }

    /// <summary>Returns the rules with an exception for a file that a build cannot do without.</summary>
    public IgnoreRules Keeping(string path) =>
        Of(path).Ignored ? new IgnoreRules(_rules.Add(IgnoreRule.Exception(path))) : this;

    /// <summary>What the rules say of a path, where nothing is known of the folders above it.</summary>
    public IgnoreVerdict Of(string path)
    {
        IgnoreVerdict verdict = Of("", null);
        for (int end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
            verdict = Of(path[..end], verdict);
        return Of(path, verdict);
    }

    /// <summary>What the rules say of a path in a folder of which they said <paramref name="above"/>. What matches a folder matches all in it.</summary>
    public IgnoreVerdict Of(string path, IgnoreVerdict? above)
    {
        bool ignored = false;
        var matches = new bool[_rules.Length];
        for (int i = 0; i < _rules.Length; i++)
        {
            matches[i] = above?.Matches[i] == true || (path.Length > 0 && _rules[i].Matches(path));
            if (matches[i])
                ignored = !_rules[i].IsException;
        }

        return new IgnoreVerdict(ignored, matches);
    }

    /// <summary>Whether a rule may bring back something inside a folder that is ignored.</summary>
    public bool MayKeepBelow(string folder) => _rules.Any(rule => rule.IsException && rule.MayMatchBelow(folder));
}
