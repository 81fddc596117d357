using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that the host's ports suffice: one for each container, and none for two services.</summary>
internal sealed class CheckPorts : ILoadStage
{
    public void Run(LoadContext context)
    {
        var taken = new Dictionary<(string Protocol, int Port), TakenPort>();
        foreach (MappingEntry service in context.EnabledServices)
        {
            if (((MappingNode)service.Value).Get<SequenceNode>("ports") is not { } ports)
            {
                continue;
            }

            CheckReachable(service, ports, context);
            int scale = ServiceScale.Of((MappingNode)service.Value);
            foreach (Node item in ports.Items)
            {
                var port = (MappingNode)item;
                if (port.Get<ScalarNode>("published") is { } published
                    && PortRange.TryParse(ScalarText.Typed(published), out PortRange range) && range.First > 0)
                {
                    CheckScale(service.Name, scale, range, published.Span, context.Diagnostics);
                    CheckTaken(service.Name, port, range, published.Span, taken, context.Diagnostics);
                }
            }
        }
    }

    private static void CheckReachable(MappingEntry service, SequenceNode ports, LoadContext context)
    {
        MappingNode networks = context.Section("networks");
        if (ports.Items.Count > 0 && ((MappingNode)service.Value).Get<MappingNode>("networks") is { Count: > 0 } endpoints
            && endpoints.Entries.All(endpoint => networks.Get<MappingNode>(endpoint.Name) is { } network && network.IsTrue("internal") && !network.IsExternal()))
        {
            context.Diagnostics.Warning(
                DiagnosticCodes.UnreachablePorts,
                $"All networks of service \"{service.Name}\" are internal, so nobody reaches its published ports. Plug it into another network, or remove \"ports\".",
                ports.Span);
        }
    }

    private static void CheckScale(string service, int scale, PortRange range, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (scale > range.Count)
        {
            diagnostics.Error(
                DiagnosticCodes.FixedPortWithScale,
                string.Create(CultureInfo.InvariantCulture, $"The {scale} containers of service \"{service}\" cannot share the host port {range}. Publish a range of {scale} ports, or leave the host port out."),
                span);
        }
    }

    private static void CheckTaken(
        string service, MappingNode port, PortRange range, SourceSpan span, Dictionary<(string Protocol, int Port), TakenPort> taken, DiagnosticBag diagnostics)
    {
        if (range.Count > 1)
        {
            return;
        }

        string address = port.Get<ScalarNode>("host_ip")?.Text ?? "";
        (string, int) key = (port.Get<ScalarNode>("protocol")?.Text ?? "tcp", range.First);
        if (!taken.TryGetValue(key, out TakenPort? holders))
        {
            taken.Add(key, holders = new TakenPort());
        }

        if (holders.Take(address, service, out bool isSame) is not { } other)
        {
            return;
        }

        string message = other != service ? $"The host port {range.First} is published by \"{other}\" and by \"{service}\", and only one can have it at a time."
            : isSame ? $"Service \"{service}\" publishes the host port {range.First} twice, and only one of its ports can have it: it cannot start."
            : $"Service \"{service}\" publishes the host port {range.First} on all addresses and on one of them, which engines refuse unless they do without their proxy.";
        diagnostics.Warning(DiagnosticCodes.DuplicatePublishedPort, $"{message} Publish another one.", span);
    }
}
