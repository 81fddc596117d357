using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Labels = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Compose.Net.Testing;

/// <summary>Marks what a run makes, and removes what runs left behind that were killed.</summary>
internal static class Leases
{
    private const string ProjectLabel = "com.docker.compose.project";

    // Fixtures of one process that start together must not all remove the same.
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public static ComposeProject Mark(ComposeProject project, Lease lease) => project with
    {
        Services = Each(project.Services, service => service with { Labels = service.Labels.SetItem(Lease.Label, lease.ToString()) }),
        Networks = Each(project.Networks, network => network.External ? network : network with { Labels = network.Labels.SetItem(Lease.Label, lease.ToString()) }),
        Volumes = Each(project.Volumes, volume => volume.External ? volume : volume with { Labels = volume.Labels.SetItem(Lease.Label, lease.ToString()) }),
    };

    /// <summary>Removes the projects whose lease is over, found by their networks, volumes and containers.</summary>
    /// <returns>Warnings of what could not be removed; others may be at it too.</returns>
    public static async Task<ImmutableArray<Diagnostic>> RemoveLeftoversAsync(ComposeClient client, ComposeProject project, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await OneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObservedState state = await client.ObserveAsync(project, cancellationToken).ConfigureAwait(false);
            Labels[] labels = [.. state.Networks.Select(network => network.Labels).Concat(state.Volumes.Select(volume => volume.Labels))];
            HashSet<string> left = [.. labels.Where(IsOver).Select(ProjectOf).OfType<string>()];

            // A project in the host's network, or in none, has nothing but containers.
            HashSet<string?> known = [.. labels.Select(ProjectOf)];
            foreach (ListedProject other in (await client.ListProjectsAsync(cancellationToken).ConfigureAwait(false)).Where(other => !known.Contains(other.Name)))
            {
                ImmutableArray<ListedContainer> containers = await client.ListContainersAsync(new ComposeProject { Name = other.Name }, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (containers.Any(container => IsOver(container.Labels)))
                {
                    left.Add(other.Name);
                }
            }

            ImmutableArray<Diagnostic>.Builder warnings = ImmutableArray.CreateBuilder<Diagnostic>();
            foreach (string name in left)
            {
                warnings.AddRange(await RemoveAsync(client, name, cancellationToken).ConfigureAwait(false));
            }

            return warnings.ToImmutable();
        }
        finally
        {
            OneAtATime.Release();
        }

        bool IsOver(Labels labels) => Lease.Parse(labels.GetValueOrDefault(Lease.Label))?.IsOver(now) == true;

        static string? ProjectOf(Labels labels) => labels.GetValueOrDefault(ProjectLabel);
    }

    private static async Task<ImmutableArray<Diagnostic>> RemoveAsync(ComposeClient client, string name, CancellationToken cancellationToken)
    {
        try
        {
            var wish = new ReconcileOptions { RemoveOrphans = true, RemoveVolumes = true, StopTimeout = TimeSpan.Zero, DetachForeign = true };
            return (await client.DownAsync(new ComposeProject { Name = name }, wish, cancellationToken: cancellationToken).ConfigureAwait(false)).Diagnostics;
        }
        catch (ComposeException exception)
        {
            return [new Diagnostic(DiagnosticSeverity.Warning, "CN0384", $"Project \"{name}\", which a killed test run left behind, could not be removed: {exception.Message} Remove it with \"docker compose -p {name} down -v\".")];
        }
    }

    private static ImmutableSortedDictionary<string, T> Each<T>(ImmutableSortedDictionary<string, T> definitions, Func<T, T> change) =>
        definitions.SetItems(definitions.Select(entry => KeyValuePair.Create(entry.Key, change(entry.Value))));
}
