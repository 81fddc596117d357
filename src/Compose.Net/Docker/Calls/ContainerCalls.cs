using System.Collections.Immutable;
using System.Net;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Docker.Waiting;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Carries out the operations on containers. What is already as it should be is a success.</summary>
internal sealed class ContainerCalls(DockerClient client, EngineHttp http, ContainerWait wait, EngineCapabilities capabilities, ProxyVariables proxies)
{
    // Those who remove one container at the same time see each other's removals, and one that has just ended as a container that is dead.
    private const int MostRemovals = 10;

    public async Task CreateAsync(CreateContainer operation, CancellationToken cancellationToken)
    {
        Wire.CreateContainerParameters wire = ContainerMapper.ToWire(operation.Container);
        ImmutableSortedDictionary<string, string?> own = operation.Container.Service.Environment;
        wire.Env = [.. proxies.All.Where(variable => !own.ContainsKey(variable.Key)).Select(variable => $"{variable.Key}={variable.Value}"), .. wire.Env];
        foreach (Wire.Mount mount in wire.HostConfig?.Mounts ?? [])
        {
            if (mount is { Type: "image", Source: { } image })
                mount.Source = await ReadIdAsync(image, cancellationToken).ConfigureAwait(false);
        }

        if (operation.Container.Service is { Command: { IsEmpty: true }, Entrypoint: null })
            wire.Entrypoint = await ReadEntrypointAsync(wire.Image, cancellationToken).ConfigureAwait(false);

        string? oldField = capabilities.EndpointMacAddress ? null : operation.Container.Endpoints.FirstOrDefault()?.MacAddress;
        await OldMacAddressHandler.WithAsync(oldField, () => client.Containers.CreateContainerAsync(wire, cancellationToken)).ConfigureAwait(false);
    }

    // The client returns false for 304, "already so".
    public Task StartAsync(StartContainer operation, CancellationToken cancellationToken) =>
        client.Containers.StartContainerAsync(operation.Name, new Wire.ContainerStartParameters(), cancellationToken);

    // The client leaves a grace of 0 seconds out, and the engine then takes the container's own.
    public async Task StopAsync(StopContainer operation, CancellationToken cancellationToken)
    {
        string grace = operation.GracePeriod == Timeout.InfiniteTimeSpan ? "?t=-1"
            : ContainerMapper.WholeSeconds(operation.GracePeriod) is { } period ? FormattableString.Invariant($"?t={period.TotalSeconds:0}")
            : "";
        try
        {
            await http.PostAsync($"containers/{operation.Id}/stop{grace}", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing runs any more, which is all that was wanted.
        }
    }

    public async Task KillAsync(KillContainer operation, CancellationToken cancellationToken)
    {
        var wire = new Wire.ContainerKillParameters { Signal = operation.Signal };
        try
        {
            await UnlessAsync(operation.Id, state => !state.Running, () => client.Containers.KillContainerAsync(operation.Id, wire, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            // Nothing runs any more, so there is nothing to send a signal to.
        }
    }

    public Task PauseAsync(PauseContainer operation, CancellationToken cancellationToken) =>
        UnlessAsync(operation.Id, state => state.Paused, () => client.Containers.PauseContainerAsync(operation.Id, cancellationToken), cancellationToken);

    public Task UnpauseAsync(UnpauseContainer operation, CancellationToken cancellationToken) =>
        UnlessAsync(operation.Id, state => !state.Paused, () => client.Containers.UnpauseContainerAsync(operation.Id, cancellationToken), cancellationToken);

    public Task RenameAsync(RenameContainer operation, CancellationToken cancellationToken) =>
        client.Containers.RenameContainerAsync(operation.Name, new Wire.ContainerRenameParameters { NewName = operation.NewName }, cancellationToken);

    public async Task RemoveAsync(RemoveContainer operation, CancellationToken cancellationToken)
    {
        for (int attempt = 1; !await TryRemoveAsync(operation, mayFail: attempt < MostRemovals, cancellationToken).ConfigureAwait(false); attempt++)
        {
        }
    }

    /// <summary>Removes a container with its anonymous volumes, running or not.</summary>
    public async Task ForceRemoveAsync(string container, CancellationToken cancellationToken)
    {
        try
        {
            await client.Containers.RemoveContainerAsync(container, new Wire.ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It is gone, or the engine is removing it.
        }
    }

    /// <summary>Returns false where somebody else was removing it too, and what came of that is not clear.</summary>
    private async Task<bool> TryRemoveAsync(RemoveContainer operation, bool mayFail, CancellationToken cancellationToken)
    {
        var wire = new Wire.ContainerRemoveParameters { RemoveVolumes = operation.RemoveAnonymousVolumes };
        try
        {
            await client.Containers.RemoveContainerAsync(operation.Id, wire, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            return true;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.Conflict)
        {
            // The end of somebody else's removal is as good as ours.
            switch (await StateOfAsync(operation.Id, cancellationToken).ConfigureAwait(false))
            {
                case null:
                    return true;
                case ContainerState.Removing:
                    await wait.UntilGoneAsync(operation.Id, cancellationToken).ConfigureAwait(false);
                    return true;
                case ContainerState.Dead or ContainerState.Exited or ContainerState.Created when mayFail:
                    return false;
                default:
                    throw;
            }
        }
    }

    // Engines differ in the status of "is so already"; the container itself knows.
    private async Task UnlessAsync(string id, Predicate<Wire.State> already, Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (DockerApiException)
        {
            Wire.ContainerInspectResponse container = await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
            if (container.State is not { } state || !already(state))
                throw;
        }
    }

    private async Task<ContainerState?> StateOfAsync(string id, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Containers.InspectContainerAsync(id, cancellationToken)).ConfigureAwait(false) is { } container
            ? StateWords.ToState(container.State?.Status)
            : null;

    // By its name, the engine would look the image up again at each start, and nobody could tell which one is mounted.
    private async Task<string> ReadIdAsync(string image, CancellationToken cancellationToken) =>
        (await client.Images.InspectImageAsync(image, cancellationToken).ConfigureAwait(false)).ID;

    // An empty command clears the image's only where an entry point is given; else the engine puts the image's back in.
    // One empty string stands for no entry point, and counts as given.
    private async Task<IList<string>> ReadEntrypointAsync(string image, CancellationToken cancellationToken)
    {
        Wire.ImageInspectResponse found = await client.Images.InspectImageAsync(image, cancellationToken).ConfigureAwait(false);
        return found.Config?.Entrypoint is { Count: > 0 } entrypoint ? entrypoint : [""];
    }
}
