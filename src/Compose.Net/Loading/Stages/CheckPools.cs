using System.Net;
using System.Net.Sockets;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks the address plan of each network that will be made: what is in it must be had by an engine. Seen on engines 20.10 and 28.5.</summary>
internal sealed class CheckPools : ILoadStage
{
    private static readonly string[] InSubnet = ["gateway", "ip_range", "aux_addresses"];

    public void Run(LoadContext context)
    {
        foreach ((string name, MappingNode definition) in UsedNetworks.Of(context))
        {
            if (UsedNetworks.DriverOf(definition) == "bridge")
            {
                CheckFamilies(name, definition, context.Diagnostics);
            }

            CheckSubnet(definition, context.Diagnostics);
            foreach ((MappingNode pool, ScalarNode text, IPNetwork subnet) in UsedNetworks.SubnetsOf(definition))
            {
                CheckForm(text, subnet, context.Diagnostics);
                CheckRange(pool, text, subnet, context.Diagnostics);
                CheckGateway(pool, text, subnet, definition, context.Diagnostics);
                CheckAuxiliary(pool, text, subnet, definition, context.Diagnostics);
            }
        }
    }

    // Engines look for the subnet that such an address lies in, and find none.
    private static void CheckSubnet(MappingNode definition, DiagnosticBag diagnostics)
    {
        foreach (MappingNode pool in UsedNetworks.PoolsOf(definition).Where(pool => UsedNetworks.HasEnginesAddresses(definition) && !pool.Contains("subnet") && !pool.IsRefused("subnet")))
        {
            foreach (string key in InSubnet)
            {
                if (pool.TryGetEntry(key, out MappingEntry entry) && entry.Value is not MappingNode { Count: 0 })
                {
                    diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"\"{key}\" lies in no subnet, since none is given with it. Write \"subnet\" beside it.", entry.Key.Span);
                }
            }
        }
    }

    private static void CheckFamilies(string network, MappingNode definition, DiagnosticBag diagnostics)
    {
        var first = new Dictionary<AddressFamily, string>();
        foreach ((_, ScalarNode text, IPNetwork subnet) in UsedNetworks.SubnetsOf(definition))
        {
            if (!first.TryAdd(subnet.BaseAddress.AddressFamily, text.Text))
            {
                string family = subnet.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? "IPv4" : "IPv6";
                diagnostics.Error(
                    DiagnosticCodes.UnusableSubnet,
                    $"A bridge has one subnet of each family, and network \"{network}\" has two of {family}: {first[subnet.BaseAddress.AddressFamily]} and {text.Text}. Remove one of them, or make a second network.",
                    text.Span);
            }
        }
    }

    // Old engines pass over the bits behind the prefix, new ones refuse them; they are sent without.
    private static void CheckForm(ScalarNode text, IPNetwork subnet, DiagnosticBag diagnostics)
    {
        if (Addresses.TryParse(text.Text[..text.Text.IndexOf('/', StringComparison.Ordinal)], out IPAddress? address) && !address.Equals(subnet.BaseAddress))
        {
            diagnostics.Warning(DiagnosticCodes.UnusableSubnet, $"{text.Text} is an address within the subnet {subnet}, which is what counts. Write that.", text.Span);
        }
    }

    private static void CheckRange(MappingNode pool, ScalarNode whole, IPNetwork subnet, DiagnosticBag diagnostics)
    {
        if (pool.Get<ScalarNode>("ip_range") is { } part && Addresses.TrySubnet(part.Text, out IPNetwork inner) && !(subnet.Contains(inner.BaseAddress) && inner.PrefixLength >= subnet.PrefixLength))
        {
            diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"The range {part.Text} is not in the subnet {whole.Text}. Choose a part of the subnet.", part.Span);
        }
    }

    private static void CheckGateway(MappingNode pool, ScalarNode whole, IPNetwork subnet, MappingNode definition, DiagnosticBag diagnostics)
    {
        if (pool.Get<ScalarNode>("gateway") is not { } gateway || !Addresses.TryParse(gateway.Text, out IPAddress? address))
        {
            return;
        }

        if (!subnet.Contains(address))
        {
            diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"The gateway {gateway.Text} is not in the subnet {whole.Text}. Choose an address of the subnet.", gateway.Span);
        }
        else if (UsedNetworks.HasEnginesAddresses(definition) && ReservedAddresses.IsEnd(subnet, address))
        {
            diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"The gateway {gateway.Text} is the first or the last address of {whole.Text}, which nobody can have. Choose one between them.", gateway.Span);
        }
    }

    private static void CheckAuxiliary(MappingNode pool, ScalarNode whole, IPNetwork subnet, MappingNode definition, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<IPAddress, string>();
        if (GatewayOf(pool, definition) is { } gateway)
        {
            taken.Add(gateway, "the gateway");
        }

        foreach (MappingEntry entry in pool.EntriesOf("aux_addresses"))
        {
            if (entry.Value is not ScalarNode text || !Addresses.TryParse(text.Text, out IPAddress? address))
            {
                continue;
            }

            if (!subnet.Contains(address))
            {
                diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"The address {text.Text} of \"{entry.Name}\" is not in the subnet {whole.Text}. Choose an address of the subnet.", text.Span);
            }
            else if (UsedNetworks.HasEnginesAddresses(definition) && ReservedAddresses.IsEnd(subnet, address))
            {
                diagnostics.Error(DiagnosticCodes.AddressOutsideSubnet, $"The address {text.Text} of \"{entry.Name}\" is the first or the last of {whole.Text}, which is nobody's and need not be kept back. Remove it.", text.Span);
            }
            else if (!taken.TryAdd(address, $"\"{entry.Name}\""))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateAddress, $"The address {text.Text} of \"{entry.Name}\" is that of {taken[address]} as well. Choose another, or remove it.", text.Span);
            }
        }
    }

    private static IPAddress? GatewayOf(MappingNode pool, MappingNode definition) =>
        pool.Get<ScalarNode>("gateway") is { } given ? (Addresses.TryParse(given.Text, out IPAddress? address) ? address : null)
        : UsedNetworks.HasEnginesGateway(definition) ? ReservedAddresses.GatewayOf(pool)
        : null;
}
