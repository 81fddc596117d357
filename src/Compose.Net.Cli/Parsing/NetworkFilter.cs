using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of a network.</summary>
internal static class NetworkFilter
{
    // They come with the engine; docker calls all others custom.
    private static readonly string[] BuiltIn = ["bridge", "host", "none"];

    /// <summary>Whether the answer depends on which networks no container uses, which only the engine knows.</summary>
    public static bool NeedsUnused(string text) => text.StartsWith("dangling=", StringComparison.Ordinal);

    /// <summary>Returns what asks a network, with the ids of those that no container uses.</summary>
    /// <exception cref="ToolException">The filter is not known.</exception>
    public static Func<ObservedNetwork, IReadOnlySet<string>, bool> Of(string text) => text.Split('=', 3) switch
    {
        ["driver", var driver] => (network, _) => network.Driver == driver,
        ["name", var part] => (network, _) => network.Name.Contains(part, StringComparison.Ordinal),
        ["id", var start] => (network, _) => network.Id.StartsWith(start, StringComparison.Ordinal),
        ["scope", var scope] => (network, _) => network.Scope == scope,
        ["type", "builtin"] => (network, _) => BuiltIn.Contains(network.Name),
        ["type", "custom"] => (network, _) => !BuiltIn.Contains(network.Name),
        ["label", var key] => (network, _) => network.Labels.ContainsKey(key),
        ["label", var key, var value] => (network, _) => network.Labels.GetValueOrDefault(key) == value,
        ["dangling", "true" or "1"] => (network, unused) => unused.Contains(network.Id),
        ["dangling", "false" or "0"] => (network, unused) => !unused.Contains(network.Id),
        _ => throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" is no filter of networks. Use driver=NAME, name=PART, id=START, label=KEY, label=KEY=VALUE, scope=local or swarm, type=custom or builtin, dangling=true or false."),
    };
}
