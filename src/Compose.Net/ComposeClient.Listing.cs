using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

public sealed partial class ComposeClient
{
    /// <summary>
    /// Finds a project on the engine by its name alone: its services, what they depend on, its networks and its volumes are read from the
    /// labels that this library and docker compose write.
    /// </summary>
    /// <remarks>
    /// Such a project serves to take it down, to start, stop and list its containers, and so on. It does not say what the containers run, so
    /// it is none to bring up. None of its dependencies is required: what is gone by now is in nobody's way.
    /// </remarks>
    /// <param name="name">The project's name.</param>
    /// <param name="cancellationToken">Ends the search early.</param>
    /// <returns>The project; null where the engine has nothing of it.</returns>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    public async Task<ComposeProject?> FindProjectAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return FoundProject.Of(await ObserveAsync(new ComposeProject { Name = name }, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns all projects that the engine has containers of, running or not, ordered by name.</summary>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached.</exception>
    public async Task<ImmutableArray<ListedProject>> ListProjectsAsync(CancellationToken cancellationToken = default) =>
        ListedProject.Of(await _engine.ListAsync(null, cancellationToken).ConfigureAwait(false));

    /// <summary>Returns the project's containers, in any state, ordered by name. Those made with <c>run</c> are among them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="services">The services to list; empty takes all, and those too that the project does not know any more.</param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <exception cref="ComposeEngineException">A service is unknown, or the engine refused or cannot be reached.</exception>
    public async Task<ImmutableArray<ListedContainer>> ListContainersAsync(ComposeProject project, ImmutableArray<string> services = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ImmutableArray<string> named = services.IsDefault ? [] : services;
        ServiceCheck.Check(project, named);
        ImmutableArray<ListedContainer> containers = await _engine.ListAsync(project.Name, cancellationToken).ConfigureAwait(false);
        return named.IsEmpty ? containers : [.. containers.Where(container => named.Contains(container.Service))];
    }

    /// <summary>Returns the processes of the project's containers that run, ordered by the containers' names.</summary>
    /// <param name="project">The project.</param>
    /// <param name="services">The services to look at; empty takes all of the project.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <exception cref="ComposeEngineException">A service is unknown, or the engine refused or cannot be reached.</exception>
    public async Task<ImmutableArray<ContainerProcesses>> TopAsync(ComposeProject project, ImmutableArray<string> services = default, CancellationToken cancellationToken = default)
    {
        ImmutableArray<ListedContainer> containers = await ListContainersAsync(project, services, cancellationToken).ConfigureAwait(false);
        ContainerProcesses?[] found = await Task.WhenAll(containers
            .Where(container => container.State is ContainerState.Running or ContainerState.Paused && (!services.IsDefaultOrEmpty || project.Services.ContainsKey(container.Service)))
            .Select(container => _engine.ReadProcessesAsync(container, cancellationToken))).ConfigureAwait(false);
        return [.. found.OfType<ContainerProcesses>()];
    }

    /// <summary>
    /// Waits until the containers of services end, and returns each when it has, the first one first. Those that have ended already come at
    /// once. A container that the engine restarts by its policy has ended all the same. One-offs and those never started are left out.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="services">The services; empty takes all of the project.</param>
    /// <param name="cancellationToken">Ends the waiting early, which is an error: not all have ended.</param>
    /// <exception cref="ComposeEngineException">A service is unknown or has no container that was started, or the engine refused or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IAsyncEnumerable<StoppedContainer> WaitAsync(ComposeProject project, ImmutableArray<string> services = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return WaitForEachAsync(project, services, cancellationToken);
    }

    private async IAsyncEnumerable<StoppedContainer> WaitForEachAsync(ComposeProject project, ImmutableArray<string> services, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ImmutableArray<string> named = services.IsDefaultOrEmpty ? [.. project.Services.Keys] : services;
        ImmutableArray<ListedContainer> containers =
        [
            .. (await ListContainersAsync(project, named, cancellationToken).ConfigureAwait(false))
                .Where(container => !container.OneOff && container.State != ContainerState.Created),
        ];
        foreach (string service in named)
        {
            if (!containers.Any(container => container.Service == service))
            {
                throw new ComposeEngineException(DiagnosticCodes.NothingToWaitFor, $"Service \"{service}\" of project \"{project.Name}\" has no container that was started, so there is no end to wait for. Start it first.");
            }
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Task<StoppedContainer>[] waits = [.. containers.Select(container => EndOfAsync(container, giveUp.Token))];
            await foreach (Task<StoppedContainer> wait in Task.WhenEach(waits).ConfigureAwait(false))
            {
                yield return await wait.ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever has seen enough leaves the other waits behind.
            await giveUp.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<StoppedContainer> EndOfAsync(ListedContainer container, CancellationToken cancellationToken) =>
        new(container.Name, container.Service, await _engine.WaitForExitAsync(container.Id, cancellationToken).ConfigureAwait(false));
}
