using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Loading.Isolation;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Where the policy asks for <c>edges</c>: takes services off the default network, and gives each dependency between two of them an
/// internal network of its own. It only ever narrows: services with networks of their own keep them, and meet those that are taken off only where they
/// met before. What a printed project says is what this comes to, so that loading it again changes nothing.
/// </summary>
internal sealed class DeriveEdges : ILoadStage
{
    private const string Default = "default";

    public void Run(LoadContext context)
    {
        AdoptOnlyPolicy(context);
        context.Isolation = [.. Policies(context).Select(policy => IsolationPolicy.Read(policy, context.Diagnostics)).OfType<IsolationPolicy>()];
        if (!context.Isolation.Any(policy => policy.Edges) || !context.Options.Normalize)
        {
            return;
        }

        MappingNode services = context.Section("services");
        MappingNode networks = context.Section("networks");
        MappingEntry[] moved = [.. services.Entries.Where(service => service.Value is MappingNode node && IsOnDefaultOnly(node))];
        var onDefault = services.Entries.Where(service => service.Value is MappingNode node && node.EntriesOf("networks").Any(network => network.Name == Default)).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        WarnOfLosses(moved, networks, context.Diagnostics);
        foreach (MappingEntry service in moved)
        {
            ((MappingNode)service.Value).Set(Key(service, "networks"), new MappingNode(service.Key.Span));
        }

        var names = moved.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        IEnumerable<MappingEntry> joined = services.Entries.Select(service => service.Value).OfType<MappingNode>().SelectMany(service => service.EntriesOf("networks"));
        var taken = networks.Entries.Concat(joined).Select(network => network.Name).ToHashSet(StringComparer.Ordinal);
        var met = new HashSet<(string, string)>();
        foreach (MappingEntry service in services.Entries.Where(service => service.Value is MappingNode).ToArray())
        {
            string caller = EndpointOwner(services, service.Name);
            foreach (MappingEntry dependency in ((MappingNode)service.Value).EntriesOf("depends_on").ToArray())
            {
                string called = EndpointOwner(services, dependency.Name);
                if (IsCut(caller, called) && met.Add(InOrder(caller, called)))
                {
                    string network = Declare(context, networks, taken, dependency, $"{caller}-{called}", isInternal: true);
                    Join(services.Get<MappingNode>(caller)!, dependency, network); // Both were on the default network.
                    Join(services.Get<MappingNode>(called)!, dependency, network);
                }
            }

            // An engine publishes no port of a container that is on internal networks only.
            if (names.Contains(service.Name) && ((MappingNode)service.Value).Get<SequenceNode>("ports") is { Items.Count: > 0 })
            {
                Join((MappingNode)service.Value, service, Declare(context, networks, taken, service, $"{service.Name}-ports", isInternal: false));
            }
        }

        // Two that met on the default network, which at least one of them is taken off.
        bool IsCut(string caller, string called) =>
            caller != called && onDefault.Contains(caller) && onDefault.Contains(called) && (names.Contains(caller) || names.Contains(called));
    }

    // So that a printed project, which includes nothing, keeps it.
    private static void AdoptOnlyPolicy(LoadContext context)
    {
        if (context.IncludedIsolation is [var only] && !context.Root!.Contains(IsolationPolicy.Key))
        {
            context.Root.Add(only.Key, only.Value);
            context.IncludedIsolation.Clear();
        }
    }

    private static IEnumerable<MappingEntry> Policies(LoadContext context) =>
        context.Root!.TryGetEntry(IsolationPolicy.Key, out MappingEntry own) ? context.IncludedIsolation.Prepend(own) : context.IncludedIsolation;

    private static (string, string) InOrder(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    // Who shares another's network namespace has no endpoints of its own, and depends on others with those of that one.
    private static string EndpointOwner(MappingNode services, string service) => Closure.EndOf(
        service,
        name => services.Get<MappingNode>(name)?.Get<ScalarNode>("network_mode") is { } mode ? NetworkModes.ServiceOf(mode.Text) : null);

    // What the file says of the default network holds for none of those that take its place.
    private static void WarnOfLosses(MappingEntry[] moved, MappingNode networks, DiagnosticBag diagnostics)
    {
        foreach (MappingEntry service in moved)
        {
            foreach (MappingEntry setting in ((MappingNode)service.Value).EntriesOf("networks").SelectMany(endpoint => (endpoint.Value as MappingNode)?.Entries ?? []))
            {
                diagnostics.Warning(DiagnosticCodes.InvalidIsolation, $"\"{setting.Name}\" has no effect, for \"edges\" takes service \"{service.Name}\" off the default network. Give the service networks of its own in the file, which it keeps, or remove this.", setting.Key.Span);
            }
        }

        foreach (MappingEntry setting in moved.Length == 0 ? [] : networks.EntriesOf(Default).Where(setting => setting.Name is not "name"))
        {
            diagnostics.Warning(DiagnosticCodes.InvalidIsolation, $"\"{setting.Name}\" of the default network has no effect on the networks that \"edges\" derives. Give services networks of their own in the file, which they keep, or remove this.", setting.Key.Span);
        }
    }

    private static bool IsOnDefaultOnly(MappingNode service) => service.EntriesOf("networks") is [{ Name: Default }];

    // A service may name a network that nobody defines, which is told later.
    private static string Declare(LoadContext context, MappingNode networks, HashSet<string> taken, MappingEntry cause, string wanted, bool isInternal)
    {
        string key = wanted;
        for (int number = 2; !taken.Add(key); number++)
        {
            key = FormattableString.Invariant($"{wanted}-{number}");
        }

        var network = new MappingNode(cause.Key.Span);
        network.Add(Key(cause, "name"), Key(cause, $"{context.ProjectName}_{key}"));
        if (isInternal)
        {
            network.Add(Key(cause, "internal"), new ScalarNode(cause.Key.Span, "true", ScalarKind.Boolean));
        }

        networks.Add(Key(cause, key), network);
        return key;
    }

    private static void Join(MappingNode service, MappingEntry cause, string network) =>
        service.Get<MappingNode>("networks")!.Add(Key(cause, network), new ScalarNode(cause.Key.Span, "", ScalarKind.Null)); // Whoever is on the default network has one.

    private static ScalarNode Key(MappingEntry cause, string text) => new(cause.Key.Span, text);
}
