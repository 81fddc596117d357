using System.Collections.Immutable;
using System.Net;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Carries out the operations on networks. What is already as it should be is a success.</summary>
internal sealed class NetworkCalls(DockerClient client, EngineHttp http, EngineCapabilities capabilities, TimeProvider time)
{
    private const string Swarm = "swarm";

    // An engine says that a container has stopped, and even removes it, a moment before it has let go of its endpoints.
    // It has no event for "now the network is free", so it is asked again: for three seconds at most, and only while nobody alive is on it.
    private static readonly TimeSpan[] Lingering = [.. new[] { 50, 100, 200, 400, 800, 1600 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    public async Task CreateAsync(CreateNetwork operation, CancellationToken cancellationToken)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                await PostAsync(operation, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.Conflict)
            {
                // Another run for the same project may have been quicker. But a swarm says that a network is removed before it has let go of
                // it and of its name: what is there may be the former one. Where there is none at the end, it is something else that is in the way.
                bool last = tries == Lingering.Length;
                Wire.NetworkResponse? found = await FindAsync(operation.Network.Name, cancellationToken).ConfigureAwait(false);
                if (found is null ? last : !IsOurs(found, operation))
                    throw;
                if (last || found is { Scope: not Swarm })
                    return;
            }

            await Task.Delay(Lingering[tries], time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<ImmutableArray<ObservedNetwork>> ListAsync(bool onlyUnused, CancellationToken cancellationToken)
    {
        var wanted = new Wire.NetworksListParameters();
        if (onlyUnused)
            wanted.Filters = new Dictionary<string, IDictionary<string, bool>> { ["dangling"] = new Dictionary<string, bool> { ["true"] = true } };

        IList<Wire.NetworkResponse> all = await client.Networks.ListNetworksAsync(wanted, cancellationToken).ConfigureAwait(false);
        return [.. all.Select(network => ObservedNetworkMapper.FromWire(network, capabilities)).OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id, StringComparer.Ordinal)];
    }

    public async Task<ObservedNetwork?> InspectAsync(string id, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Networks.InspectNetworkAsync(id, cancellationToken)).ConfigureAwait(false) is { } found
            ? ObservedNetworkMapper.FromWire(found, capabilities)
            : null;

    public async Task<string> ReadJsonAsync(string id, bool verbose, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.GetAsync(verbose ? $"networks/{id}?verbose=true" : $"networks/{id}", cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<string>> PruneAsync(NetworkPruneFilter filter, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, IDictionary<string, bool>>();
        AddLabels("label", filter.Labels);
        AddLabels("label!", filter.ExceptLabels);
        if (filter.Before is { } moment)
            wanted["until"] = new Dictionary<string, bool> { [EngineTime.ToSeconds(EngineTime.ToNanoseconds(moment))] = true };

        Wire.NetworksPruneResponse pruned = await client.Networks.PruneNetworksAsync(new Wire.NetworksDeleteUnusedParameters { Filters = wanted }, cancellationToken).ConfigureAwait(false);
        return [.. (pruned.NetworksDeleted ?? []).Order(StringComparer.Ordinal)];

        void AddLabels(string name, ImmutableSortedDictionary<string, string> labels)
        {
            if (!labels.IsEmpty)
                wanted[name] = labels.ToDictionary(label => label.Value.Length == 0 ? label.Key : $"{label.Key}={label.Value}", _ => true);
        }
    }

    public async Task RemoveAsync(RemoveNetwork operation, CancellationToken cancellationToken)
    {
        foreach (TimeSpan pause in Lingering)
        {
            try
            {
                await DeleteAsync(operation, cancellationToken).ConfigureAwait(false);
                await AwaitEndAsync(operation, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DockerApiException) when (EndpointNames.AreKnownOn(operation.Name))
            {
                // Which status says "in use" differs from engine to engine; who is on the network does not.
                if (await IsUsedAsync(operation, cancellationToken).ConfigureAwait(false))
                    throw;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }

        await DeleteAsync(operation, cancellationToken).ConfigureAwait(false);
    }

    public async Task ConnectAsync(ConnectContainer operation, CancellationToken cancellationToken)
    {
        try
        {
            await client.Networks.ConnectNetworkAsync(
                operation.Endpoint.Network,
                new Wire.NetworkConnectParameters { Container = operation.Container, EndpointConfig = EndpointMapper.ToWire(operation.Endpoint) },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException)
        {
            // One that ends again and again may have no process at that moment. The engine has noted the wish, and grants it at the next start.
            if (!await IsNotedAsync(operation, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    public async Task DisconnectAsync(DisconnectContainer operation, CancellationToken cancellationToken)
    {
        try
        {
            // With force, since the network may be gone already while a stopped container still names it.
            await client.Networks.DisconnectNetworkAsync(
                operation.Network,
                new Wire.NetworkDisconnectParameters { Container = operation.Container, Force = true },
                cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException)
        {
            // "Not connected" is a 404, a 409 or a 500, from engine to engine; the container itself knows.
            if (await IsConnectedAsync(operation, cancellationToken).ConfigureAwait(false))
                throw;
            if (operation.MustExist && await IsConnectedAsync(operation with { Network = await RequireBothAsync(operation, cancellationToken).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false))
                throw;
        }
    }

    // Returns the network's id, of which the beginning may have been given.
    private async Task<string> RequireBothAsync(DisconnectContainer operation, CancellationToken cancellationToken)
    {
        _ = await client.Containers.InspectContainerAsync(operation.Container, cancellationToken).ConfigureAwait(false);
        return (await client.Networks.InspectNetworkAsync(operation.Network, cancellationToken).ConfigureAwait(false)).ID;
    }

    private async Task DeleteAsync(RemoveNetwork operation, CancellationToken cancellationToken)
    {
        try
        {
            await client.Networks.DeleteNetworkAsync(operation.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    // A swarm says that a network is removed a moment before the engine has let go of it; until then it is listed.
    private async Task AwaitEndAsync(RemoveNetwork operation, CancellationToken cancellationToken)
    {
        try
        {
            foreach (TimeSpan pause in Lingering)
            {
                if ((await client.Networks.InspectNetworkAsync(operation.Id, cancellationToken).ConfigureAwait(false)).Scope != Swarm)
                    return;

                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    private async Task<bool> IsUsedAsync(RemoveNetwork operation, CancellationToken cancellationToken)
    {
        Wire.NetworkResponse network = await client.Networks.InspectNetworkAsync(operation.Id, cancellationToken).ConfigureAwait(false);
        foreach (string container in network.Containers?.Keys ?? Enumerable.Empty<string>())
        {
            if (await RunsAsync(container, cancellationToken).ConfigureAwait(false))
                return true;
        }

        return false;
    }

    private async Task<bool> RunsAsync(string container, CancellationToken cancellationToken) =>
        (await FindContainerAsync(container, cancellationToken).ConfigureAwait(false))?.State?.Running == true;

    private async Task<bool> IsNotedAsync(ConnectContainer operation, CancellationToken cancellationToken) =>
        await FindContainerAsync(operation.Container, cancellationToken).ConfigureAwait(false) is { State.Restarting: true } container
        && EndpointsOn(container, operation.Endpoint.Network).Any();

    private async Task<bool> IsConnectedAsync(DisconnectContainer operation, CancellationToken cancellationToken) =>
        await FindContainerAsync(operation.Container, cancellationToken).ConfigureAwait(false) is { } container
        && EndpointsOn(container, operation.Network).Any(endpoint => container.State?.Running != true || endpoint.EndpointID is { Length: > 0 });

    private Task<Wire.ContainerInspectResponse?> FindContainerAsync(string container, CancellationToken cancellationToken) =>
        Inspection.OrNoneAsync(() => client.Containers.InspectContainerAsync(container, cancellationToken));

    private static IEnumerable<Wire.EndpointSettings> EndpointsOn(Wire.ContainerInspectResponse container, string network) =>
        (container.NetworkSettings?.Networks ?? new Dictionary<string, Wire.EndpointSettings>())
            .Where(endpoint => endpoint.Key == network || endpoint.Value.NetworkID == network)
            .Select(endpoint => endpoint.Value);

    // Not through the client package: it cannot say CheckDuplicate, without which old engines make a second network of one name.
    private async Task PostAsync(CreateNetwork operation, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.PostAsync("networks/create", NetworkMapper.ToBody(operation), EngineJson.Default.NetworkCreateBody, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Wire.NetworkResponse?> FindAsync(string name, CancellationToken cancellationToken)
    {
        IList<Wire.NetworkResponse> all = await client.Networks.ListNetworksAsync(new Wire.NetworksListParameters(), cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(network => network.Name == name);
    }

    private static bool IsOurs(Wire.NetworkResponse network, CreateNetwork operation) =>
        operation.Labels.TryGetValue(Labels.Project, out string? project) && network.Labels?.TryGetValue(Labels.Project, out string? owner) == true && owner == project;
}
