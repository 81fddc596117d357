using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks fixed addresses: each belongs to one container, and to a subnet of its network.</summary>
internal sealed class CheckAddresses : ILoadStage
{
    private static readonly string[] AddressKeys = ["ipv4_address", "ipv6_address"];

    public void Run(LoadContext context)
    {
        MappingNode networks = context.Section("networks");
        var taken = new Dictionary<(string Network, IPAddress Address), string>();
        foreach (MappingEntry service in context.EnabledServices)
        {
            if (((MappingNode)service.Value).Get<MappingNode>("networks") is not { } endpoints)
            {
                continue;
            }

            foreach (MappingEntry endpoint in endpoints.Entries)
            {
                if (endpoint.Value is MappingNode settings && networks.Get<MappingNode>(endpoint.Name) is { } network)
                {
                    CheckEndpoint(service, endpoint.Name, settings, network, taken, context.Diagnostics);
                }
            }
        }
    }

    private static void CheckEndpoint(
        MappingEntry service, string network, MappingNode endpoint, MappingNode definition, Dictionary<(string Network, IPAddress Address), string> taken, DiagnosticBag diagnostics)
    {
        foreach (string key in AddressKeys)
        {
            if (endpoint.Get<ScalarNode>(key) is not { } text || !Addresses.TryParse(text.Text, out IPAddress? address))
            {
                continue;
            }

            if (ServiceScale.Of((MappingNode)service.Value) > 1)
            {
                diagnostics.Error(
                    DiagnosticCodes.StaticAddressWithScale,
                    $"The containers of service \"{service.Name}\" cannot all have the address {text.Text}. Remove \"{key}\", or set \"scale\" to 1.",
                    text.Span);
            }

            if (!taken.TryAdd((network, address), service.Name))
            {
                diagnostics.Error(
                    DiagnosticCodes.DuplicateAddress,
                    $"Services \"{taken[(network, address)]}\" and \"{service.Name}\" have the same address, {text.Text}, on network \"{network}\". Give one of them another.",
                    text.Span);
            }

            if (key == "ipv6_address")
            {
                CheckIpv6(network, definition, text, diagnostics);
            }

            CheckSubnet(network, definition, text, address, diagnostics);
            CheckReserved(network, definition, text, address, diagnostics);
        }
    }

    // Without IPv6, an engine takes the address and gives it to nobody.
    private static void CheckIpv6(string network, MappingNode definition, ScalarNode text, DiagnosticBag diagnostics)
    {
        if (definition.IsExternal() || definition.IsTrue("enable_ipv6"))
        {
            return;
        }

        string message = $"The address {text.Text} is only given on a network with IPv6, and network \"{network}\"";
        if (definition.Get<ScalarNode>("enable_ipv6") is null)
        {
            diagnostics.Warning(DiagnosticCodes.AddressWithoutIpv6, $"{message} leaves that to the engine, which has it in few set-ups. Set \"enable_ipv6: true\" there.", text.Span);
        }
        else
        {
            diagnostics.Error(DiagnosticCodes.AddressWithoutIpv6, $"{message} does without. Set \"enable_ipv6: true\" there, or remove the address.", text.Span);
        }
    }

    private static void CheckReserved(string network, MappingNode definition, ScalarNode text, IPAddress address, DiagnosticBag diagnostics)
    {
        bool enginesOwn = UsedNetworks.HasEnginesAddresses(definition);
        foreach (MappingNode pool in UsedNetworks.PoolsOf(definition))
        {
            if (enginesOwn && pool.Get<ScalarNode>("subnet") is { } whole && Addresses.TrySubnet(whole.Text, out IPNetwork subnet) && subnet.Contains(address)
                && ReservedAddresses.IsEnd(subnet, address))
            {
                diagnostics.Error(
                    DiagnosticCodes.AddressOutsideSubnet,
                    $"The address {text.Text} is the first or the last of {whole.Text}, which no container of network \"{network}\" can have. Choose one between them.",
                    text.Span);
            }
            else if (pool.Get<ScalarNode>("gateway") is { } gateway && Addresses.TryParse(gateway.Text, out IPAddress? taken))
            {
                if (taken.Equals(address))
                {
                    diagnostics.Error(DiagnosticCodes.DuplicateAddress, $"The address {text.Text} is the gateway of network \"{network}\". Choose another.", text.Span);
                }
            }
            else if (UsedNetworks.HasEnginesGateway(definition) && address.Equals(ReservedAddresses.GatewayOf(pool)))
            {
                diagnostics.Error(
                    DiagnosticCodes.DuplicateAddress,
                    $"The address {text.Text} is the one that the engine takes for the gateway of network \"{network}\". Choose another, or give the network another \"gateway\".",
                    text.Span);
            }

            foreach (MappingEntry kept in pool.EntriesOf("aux_addresses"))
            {
                if (kept.Value is ScalarNode other && Addresses.TryParse(other.Text, out IPAddress? back) && back.Equals(address))
                {
                    diagnostics.Error(DiagnosticCodes.DuplicateAddress, $"The address {text.Text} is kept back for \"{kept.Name}\" on network \"{network}\", so no container can have it. Choose another, or remove it from \"aux_addresses\".", text.Span);
                }
            }

            // The engine hands out every free address of the range, also to containers that start before this one.
            if (pool.Get<ScalarNode>("ip_range") is { } part && Addresses.TrySubnet(part.Text, out IPNetwork range) && range.Contains(address))
            {
                diagnostics.Warning(
                    DiagnosticCodes.AddressInRange,
                    $"The address {text.Text} is in {part.Text}, from which the engine chooses for others on network \"{network}\", so it may be taken. Choose one outside of \"ip_range\".",
                    text.Span);
            }
        }
    }

    private static void CheckSubnet(string network, MappingNode definition, ScalarNode text, IPAddress address, DiagnosticBag diagnostics)
    {
        // The plan of a network that somebody else owns is not known here.
        if (definition.IsExternal())
        {
            return;
        }

        (MappingNode, ScalarNode Text, IPNetwork Subnet)[] pools = [.. UsedNetworks.SubnetsOf(definition)];
        if (Array.Exists(pools, pool => pool.Subnet.Contains(address)) || UsedNetworks.HasRefusedSubnet(definition))
        {
            return;
        }

        diagnostics.Error(
            DiagnosticCodes.AddressOutsideSubnet,
            pools.Length == 0
                ? $"The address {text.Text} needs a subnet of network \"{network}\". Give the network one under \"ipam: config:\"."
                : $"The address {text.Text} is in no subnet of network \"{network}\". Choose one of: {string.Join(", ", pools.Select(pool => pool.Text.Text))}.",
            text.Span);
    }
}
