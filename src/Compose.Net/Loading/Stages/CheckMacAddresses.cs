using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks fixed hardware addresses and names of interfaces: each belongs to one container, and is said once.</summary>
internal sealed class CheckMacAddresses : ILoadStage
{
    public void Run(LoadContext context)
    {
        var taken = new Dictionary<(string Network, string Address), string>();
        foreach (MappingEntry service in context.EnabledServices)
        {
            Check(service.Name, (MappingNode)service.Value, taken, context.Diagnostics);
        }
    }

    private static void Check(string service, MappingNode definition, Dictionary<(string Network, string Address), string> taken, DiagnosticBag diagnostics)
    {
        ScalarNode? own = definition.Get<ScalarNode>("mac_address");
        (string Network, MappingNode? Settings)[] endpoints = Endpoints(definition);
        for (int i = 0; i < endpoints.Length; i++)
        {
            (string network, MappingNode? settings) = endpoints[i];
            ScalarNode? address = settings?.Get<ScalarNode>("mac_address");

            // The address of the service is the one of its primary network.
            if (i == 0 && own is not null && address is not null && Canonical(own) != Canonical(address))
            {
                diagnostics.Error(
                    DiagnosticCodes.ContradictorySettings,
                    $"Service \"{service}\" has two MAC addresses on network \"{network}\": {own.Text} of its own, and {address.Text} there. Remove one of them.",
                    address.Span);
            }

            if ((address ?? (i == 0 ? own : null)) is { } given)
            {
                CheckOne(service, definition, network, given, taken, diagnostics);
            }

            CheckInterface(settings, diagnostics);
        }
    }

    private static void CheckOne(
        string service, MappingNode definition, string network, ScalarNode address, Dictionary<(string Network, string Address), string> taken, DiagnosticBag diagnostics)
    {
        if (ServiceScale.Of(definition) > 1)
        {
            diagnostics.Error(
                DiagnosticCodes.StaticAddressWithScale,
                $"The containers of service \"{service}\" cannot all have the MAC address {address.Text}. Remove \"mac_address\", or set \"scale\" to 1.",
                address.Span);
        }

        if (!taken.TryAdd((network, Canonical(address)), service))
        {
            diagnostics.Error(
                DiagnosticCodes.DuplicateAddress,
                $"Services \"{taken[(network, Canonical(address))]}\" and \"{service}\" have the same MAC address, {address.Text}, on network \"{network}\". Give one of them another.",
                address.Span);
        }
    }

    private static void CheckInterface(MappingNode? endpoint, DiagnosticBag diagnostics)
    {
        if (endpoint?.Get<ScalarNode>("interface_name") is { } name
            && endpoint.Get<MappingNode>("driver_opts")?.Get<ScalarNode>(EndpointOptions.InterfaceName) is { } option && option.Text != name.Text)
        {
            diagnostics.Warning(
                DiagnosticCodes.ContradictorySettings,
                $"The interface has two names: \"{name.Text}\", which counts, and \"{option.Text}\" among the driver's options. Remove the option.",
                option.Span);
        }
    }

    // The primary network first: the highest priority, then the first name.
    private static (string Network, MappingNode? Settings)[] Endpoints(MappingNode service) => service.Get<MappingNode>("networks") is not { } networks
        ? []
        : [
            .. networks.Entries
                .Select(entry => (entry.Name, Settings: entry.Value as MappingNode))
                .OrderByDescending(entry => Priority(entry.Settings))
                .ThenBy(entry => entry.Name, StringComparer.Ordinal),
        ];

    private static int Priority(MappingNode? endpoint) =>
        endpoint?.Get<ScalarNode>("priority") is { } text && int.TryParse(ScalarText.Typed(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int priority) ? priority : 0;

    private static string Canonical(ScalarNode address) => MacAddresses.TryParse(address.Text, out string? canonical) ? canonical : address.Text;
}
