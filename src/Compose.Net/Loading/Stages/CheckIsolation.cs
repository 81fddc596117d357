using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Loading.Isolation;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Holds the project's networks against the policies that its own files set.</summary>
internal sealed class CheckIsolation : ILoadStage
{
    public void Run(LoadContext context)
    {
        if (context.Isolation.IsEmpty || context.Project is not { } project)
        {
            return;
        }

        var topology = NetworkTopology.From(AtWork(project));
        if (context.Isolation.Any(policy => policy.LoopbackPorts))
        {
            CheckPorts(context, topology);
        }

        foreach (IsolationPolicy policy in context.Isolation)
        {
            CheckNames(policy, context);
            foreach (Reachability pair in Talking(policy, topology))
            {
                Judge(policy, pair, topology, context.Diagnostics);
            }
        }
    }

    // A service without containers gets some by "up --scale", which asks no policy again.
    private static ComposeProject AtWork(ComposeProject project) => project with
    {
        Services = project.Services.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value with { Scale = Math.Max(1, entry.Value.Scale) }, StringComparer.Ordinal),
    };

    // Of a large project, only the pairs that the policy speaks of are looked at.
    private static IEnumerable<Reachability> Talking(IsolationPolicy policy, NetworkTopology topology) =>
        from caller in topology.Services
        let rules = policy.Deny.RemoveAll(rule => !rule.IsAbout(caller))
        where policy.AllowOnly is not null || rules.Length > 0
        from called in topology.Services
        where caller != called && (policy.AllowOnly is not null || rules.Any(rule => rule.Names(caller, called)))
        let pair = topology.Between(caller, called)
        where pair.IsReachable || !pair.HostPorts.IsEmpty
        select pair;

    // A network is a way in both directions, so what one of two may do is allowed to both.
    private static void Judge(IsolationPolicy policy, Reachability pair, NetworkTopology topology, DiagnosticBag diagnostics)
    {
        foreach (IsolationRule rule in policy.Deny.Where(rule => rule.Names(pair.From, pair.To)))
        {
            diagnostics.Error(DiagnosticCodes.IsolationBroken, $"\"{pair.From}\" must not reach \"{pair.To}\", but does. {Reasons(pair)} {WayOut(pair, topology)}", rule.Place.Span);
        }

        if (policy.AllowOnly is { } allowed
            && !allowed.Any(rule => rule.Names(pair.From, pair.To) || (pair.IsReachable && rule.Names(pair.To, pair.From)))
            && (!pair.IsReachable || string.CompareOrdinal(pair.From, pair.To) < 0))
        {
            diagnostics.Error(DiagnosticCodes.IsolationBroken, $"\"{pair.From}\" reaches \"{pair.To}\", which is not among the allowed pairs. {Reasons(pair)} {WayOut(pair, topology)} Or allow it: \"{pair.From} -> {pair.To}\".", policy.Place);
        }
    }

    private static string Reasons(Reachability pair) => string.Join(' ', pair.IsReachable ? pair.Reasons.Take(pair.Reasons.Length - pair.HostPorts.Length) : pair.Reasons.TakeLast(pair.HostPorts.Length));

    private static string WayOut(Reachability pair, NetworkTopology topology) => pair.IsReachable
        ? "Take one of them off what they share."
        : topology.RoutedNetwork(pair.To) is { } network ? $"Take the gateway mode off network \"{network}\", or publish no port."
        : "Publish it on 127.0.0.1 only, where no container reaches it.";

    private static void CheckNames(IsolationPolicy policy, LoadContext context)
    {
        var services = DefinedNames.Of("Service", "services", context);
        foreach (IsolationRule rule in policy.Deny.Concat(policy.AllowOnly ?? []))
        {
            foreach (string name in rule.Named.Where(services.Lacks))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedService, services.Undefined(name), rule.Place.Span);
            }
        }
    }

    private static void CheckPorts(LoadContext context, NetworkTopology topology)
    {
        foreach (MappingEntry service in context.EnabledServices)
        {
            foreach (MappingNode port in ((MappingNode)service.Value).Get<SequenceNode>("ports")?.Items.OfType<MappingNode>() ?? [])
            {
                string? address = topology.BoundTo(service.Name, port.Get<ScalarNode>("host_ip")?.Text);
                if (!EndpointAddress.IsLoopback(address))
                {
                    string target = port.Get<ScalarNode>("target")?.Text ?? "";
                    string published = port.Get<ScalarNode>("published")?.Text ?? "";
                    context.Diagnostics.Error(
                        DiagnosticCodes.PortBeyondLoopback,
                        $"Port {target} of service \"{service.Name}\" is published on {(string.IsNullOrEmpty(address) ? "all addresses of the host" : address)}, and {IsolationPolicy.Key} keeps ports to the host itself. Write \"127.0.0.1:{published}:{target}\".",
                        port.Span);
                }
                else if (topology.RoutedNetwork(service.Name) is { } network)
                {
                    context.Diagnostics.Error(
                        DiagnosticCodes.PortBeyondLoopback,
                        $"Port {port.Get<ScalarNode>("target")?.Text} of service \"{service.Name}\" is published on {address}, but network \"{network}\" has the gateway mode \"routed\": the port is open at the container's own address, whatever address of the host is named. Take the gateway mode off, or publish no port.",
                        port.Span);
                }
            }
        }
    }
}
