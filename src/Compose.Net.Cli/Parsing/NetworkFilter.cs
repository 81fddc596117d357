using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of a network.</summary>
internal static class NetworkFilter
{
    // They come with the engine; docker calls all others custom.
    private static readonly string[] BuiltIn = ["bridge", "host", "none"];

    /// <summary>Whether the filter is for networks that no container uses (true), or that some use (false), which only the engine knows; null for other filters.</summary>
    public static bool? AsksForUnused(string text) => text switch
    {
        "dangling=true" or "dangling=1" => true,
        "dangling=false" or "dangling=0" => false,
        _ => null,
    };

    /// <exception cref="ToolException">The filter is not known.</exception>
    public static Func<ObservedNetwork, bool> Of(string text) => text.Split('=', 3) switch
    {
        ["driver", var driver] => network => network.Driver == driver,
        ["name", var part] => network => network.Name.Contains(part, StringComparison.Ordinal),
        ["id", var start] => network => network.Id.StartsWith(start, StringComparison.Ordinal),
        ["scope", var scope] => network => network.Scope == scope,
        ["type", "builtin"] => network => BuiltIn.Contains(network.Name),
        ["type", "custom"] => network => !BuiltIn.Contains(network.Name),
        ["label", var key] => network => network.Labels.ContainsKey(key),
        ["label", var key, var value] => network => network.Labels.GetValueOrDefault(key) == value,
        _ => throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" is no filter of networks. Use driver=NAME, name=PART, id=START, label=KEY, label=KEY=VALUE, scope=local or swarm, type=custom or builtin, dangling=true or false."),
    };
}
