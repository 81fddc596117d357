using System.Text.RegularExpressions;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of a network, as docker understands it.</summary>
internal static class NetworkFilter
{
    // They come with the engine; docker calls all others custom.
    private static readonly string[] BuiltIn = ["bridge", "host", "none"];

    // A network can have several labels, but only one driver or name: of those, any that is asked for will do.
    private static readonly string[] AllMustHold = ["label", "dangling"];

    /// <summary>Whether the answer depends on which networks no container uses, which only the engine knows.</summary>
    public static bool NeedsUnused(string text) => text.StartsWith("dangling=", StringComparison.Ordinal);

    /// <summary>Returns what asks a network, with the ids of those that no container uses: of one key any filter must hold, of labels all, and every key.</summary>
    /// <exception cref="ToolException">A filter is not known.</exception>
    public static Func<ObservedNetwork, IReadOnlySet<string>, bool> Of(string[] texts)
    {
        IGrouping<string, Func<ObservedNetwork, IReadOnlySet<string>, bool>>[] keys = [.. texts.GroupBy(text => text.Split('=')[0], Single, StringComparer.Ordinal)];
        return (network, unused) => keys.All(key => AllMustHold.Contains(key.Key) ? key.All(holds => holds(network, unused)) : key.Any(holds => holds(network, unused)));
    }

    private static Func<ObservedNetwork, IReadOnlySet<string>, bool> Single(string text)
    {
        switch (text.Split('=', 2))
        {
            case ["driver", var driver]:
                return (network, _) => network.Driver == driver;
            case ["name", var pattern]:
                Func<string, bool> isNamed = Matching(pattern);
                return (network, _) => isNamed(network.Name);
            case ["id", var pattern]:
                Func<string, bool> hasId = Matching(pattern);
                return (network, _) => hasId(network.Id);
            case ["scope", var scope]:
                return (network, _) => network.Scope == scope;
            case ["type", "builtin"]:
                return (network, _) => BuiltIn.Contains(network.Name);
            case ["type", "custom"]:
                return (network, _) => !BuiltIn.Contains(network.Name);
            case ["label", var label]:
                string[] parts = label.Split('=', 2);
                return (network, _) => network.Labels.TryGetValue(parts[0], out string? value) && (parts.Length == 1 || value == parts[1]);
            case ["dangling", "true" or "1"]:
                return (network, unused) => unused.Contains(network.Id);
            case ["dangling", "false" or "0"]:
                return (network, unused) => !unused.Contains(network.Id);
            default:
                throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" is no filter of networks. Use driver=NAME, name=PATTERN, id=PATTERN, label=KEY, label=KEY=VALUE, scope=local or swarm, type=custom or builtin, dangling=true or false.");
        }
    }

    // A regular expression is looked for anywhere; what is none is a name as it stands. Without backtracking none takes long, and those that need it are none for Go either.
    private static Func<string, bool> Matching(string pattern)
    {
        try
        {
            var expression = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return text => text == pattern || expression.IsMatch(text);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return text => text == pattern;
        }
    }
}
