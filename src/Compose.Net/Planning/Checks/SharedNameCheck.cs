using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds names of the project's services to which containers of others answer too, on a network that both are on: whoever asks gets either.</summary>
internal static class SharedNameCheck
{
    public static void Check(ReconcileContext context, ContainerSteps containers)
    {
        ILookup<string, ObservedContainer> strangersOn = context.Observed.ForeignContainers
            .Where(container => container.IsActive)
            .SelectMany(container => container.Endpoints.Keys, (container, network) => (container, network))
            .ToLookup(entry => entry.network, entry => entry.container, StringComparer.Ordinal);
        foreach ((ServiceDefinition service, JoinedNetwork network) in JoinedNetwork.Of(context.Project).Where(joined => strangersOn.Contains(joined.Network.Name)))
        {
            foreach (string name in network.Settings.Aliases.Prepend(service.Name).Distinct(StringComparer.Ordinal))
            {
                string[] holders = [.. strangersOn[network.Name].Where(stranger => AnswersTo(stranger, name, network.Name)).Select(stranger => stranger.InWords)];
                if (holders.Length > 0)
                {
                    context.Plan.Warn(
                        DiagnosticCodes.NameOfOthersToo,
                        $"Service \"{service.Name}\" answers to \"{name}\" on network \"{network.Name}\", and so does {string.Join(", ", holders)}: whoever asks for it there gets either. {WayOut(context, containers, service, network.Name)}",
                        "services",
                        service.Name,
                        "networks");
                }
            }
        }
    }

    private static bool AnswersTo(ObservedContainer container, string name, string network) =>
        EndpointNames.AreKnownOn(network) && (container.Name == name || container.Endpoints[network] is var endpoint && (endpoint.HostName == name || endpoint.Aliases.Contains(name, StringComparer.Ordinal)));

    private static string WayOut(ReconcileContext context, ContainerSteps containers, ServiceDefinition service, string network)
    {
        if (EndpointNames.WithProject(context.Project, service.Name, network) is not { } name)
        {
            return "Give one of them another name.";
        }

        string[] without =
        [
            .. context.Decisions[service.Name].Replicas
                .Where(replica => replica.IsKept && containers.DisconnectOf(replica.Current!, network) is null) // What is kept has a container.
                .Where(replica => EndpointWish.Of(context.Project, service, replica.Name).Any(wish => wish.Network == network && EndpointWish.LacksProjectAlias(wish, replica.Current!)))
                .Select(replica => $"\"{replica.Current!.Name}\""),
        ];
        return without.Length == 0
            ? $"Use \"{name}\", which is this project's alone."
            : $"Use \"{name}\", which is this project's alone, once {string.Join(", ", without)} answers to it: for that, make new containers with \"up --force-recreate {service.Name}\".";
    }
}
