using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>What <c>--filter</c> asks of a network.</summary>
internal static class NetworkFilter
{
    /// <exception cref="ToolException">The filter is not known.</exception>
    public static Func<ObservedNetwork, bool> Of(string text) => text.Split('=', 3) switch
    {
        ["driver", var driver] => network => network.Driver == driver,
        ["name", var part] => network => network.Name.Contains(part, StringComparison.Ordinal),
        ["id", var start] => network => network.Id.StartsWith(start, StringComparison.Ordinal),
        ["label", var key] => network => network.Labels.ContainsKey(key),
        ["label", var key, var value] => network => network.Labels.GetValueOrDefault(key) == value,
        _ => throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" is no filter of networks. Use driver=NAME, name=PART, id=START, label=KEY or label=KEY=VALUE."),
    };
}
