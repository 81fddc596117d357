using System.Collections.Frozen;
using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks the options of the engine's own drivers, for each network that will be made. Options and values of plugins are theirs to know.</summary>
internal sealed class CheckDriverOptions : ILoadStage
{
    private const string Bridge = "bridge";
    private const string PacketSizeOption = "com.docker.network.driver.mtu";

    // What a value must be, and null where it is so.
    private static readonly FrozenDictionary<(string Driver, string Option), Func<string, string?>> Values = new Dictionary<(string Driver, string Option), Func<string, string?>>
    {
        [(Bridge, PacketSizeOption)] = PacketSize,
        [("overlay", PacketSizeOption)] = PacketSize,
        [(Bridge, BridgeOptions.Name)] = InterfaceNames.Problem,
        [(Bridge, BridgeOptions.Communication)] = TruthValue,
        [(Bridge, BridgeOptions.Masquerade)] = TruthValue,
        [(Bridge, BridgeOptions.WithoutIpv4)] = TruthValue,
        [(Bridge, BridgeOptions.HostBinding)] = text => Addresses.IsIpv4(text) ? null : $"\"{text}\" is no IPv4 address. Write one of the host's, such as 127.0.0.1.",
        [("macvlan", "macvlan_mode")] = text => OneOf(text, "bridge", "private", "vepa", "passthru"),
        [("ipvlan", "ipvlan_mode")] = text => OneOf(text, "l2", "l3", "l3s"),
        [("ipvlan", "ipvlan_flag")] = text => OneOf(text, "bridge", "private", "vepa"),
    }.ToFrozenDictionary();

    public void Run(LoadContext context)
    {
        var bridges = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, MappingNode definition) in UsedNetworks.Of(context))
        {
            string driver = UsedNetworks.DriverOf(definition);
            foreach (MappingEntry option in definition.EntriesOf("driver_opts"))
            {
                if (option.Value is not ScalarNode { IsNull: false } value)
                {
                    continue;
                }

                string? problem = Problem(driver, option.Name, value, definition) is { } wrong ? $"Option {option.Name} of network \"{name}\": {wrong}"
                    : (driver, option.Name) is (Bridge, BridgeOptions.Name) && !bridges.TryAdd(value.Text, name)
                        ? $"Networks \"{bridges[value.Text]}\" and \"{name}\" want the same bridge, \"{value.Text}\". Give one of them another name, or leave it to the engine."
                    : null;
                if (problem is not null)
                {
                    context.Diagnostics.Error(DiagnosticCodes.DriverOption, problem, value.Span);
                }
            }
        }
    }

    private static string? Problem(string driver, string option, ScalarNode value, MappingNode definition) =>
        driver == Bridge && BridgeOptions.IsIsolation(option, value.Text) && !definition.IsTrue("internal")
            ? "the gateway of a network can only be isolated where the network is internal. Add \"internal: true\", or remove the option."
            : Values.GetValueOrDefault((driver, option))?.Invoke(ScalarText.Typed(value));

    private static string? PacketSize(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int bytes) && bytes >= 0
        ? null
        : $"\"{text}\" is no size of packets. Write a number of bytes, such as 1400.";

    // As Go's ParseBool reads them.
    private static string? TruthValue(string text) => text is "1" or "t" or "T" or "TRUE" or "true" or "True" or "0" or "f" or "F" or "FALSE" or "false" or "False"
        ? null
        : $"\"{text}\" is neither true nor false. Write \"true\" or \"false\".";

    private static string? OneOf(string text, params string[] words) =>
        words.Contains(text) ? null : $"\"{text}\" is not known. Use {string.Join(", ", words[..^1])} or {words[^1]}.";
}
