using System.Buffers;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Isolation;

/// <summary>One pair of a policy: <c>front -> db</c>, where <c>*</c> stands for every service.</summary>
/// <param name="From">The service that calls.</param>
/// <param name="To">The service that is called.</param>
/// <param name="Place">Where the rule is written.</param>
internal sealed record IsolationRule(string From, string To, ScalarNode Place)
{
    public const string Every = "*";

    private const string Arrow = "->";

    private static readonly SearchValues<char> NoPartOfName = SearchValues.Create("<>,; \t");

    public IEnumerable<string> Named => new[] { From, To }.Where(name => name != Every);

    /// <summary>Reads a rule; null where the text is none.</summary>
    public static IsolationRule? Parse(ScalarNode node) =>
        node.Text.Split(Arrow, StringSplitOptions.TrimEntries) is [{ Length: > 0 } from, { Length: > 0 } to] && !from.AsSpan().ContainsAny(NoPartOfName) && !to.AsSpan().ContainsAny(NoPartOfName)
            ? new IsolationRule(from, to, node)
            : null;

    /// <summary>Whether it is a rule for what that service calls.</summary>
    public bool IsAbout(string from) => From == Every || From == from;

    public bool Names(string from, string to) => IsAbout(from) && (To == Every || To == to);
}
