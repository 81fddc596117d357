using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>
/// Tries, from inside each container of each running service, what the topology promises and what it rules out: from the container's
/// own network where this process can enter it, else with a program of the image.
/// </summary>
internal sealed class ReachabilityVerifier(IContainerEngine engine, TimeProvider time)
{
    private const int MaxParallelism = 16;

    private static readonly TimeSpan BeforeSecond = TimeSpan.FromMilliseconds(300);

    public async Task<ReachabilityReport> VerifyAsync(ComposeProject project, CancellationToken cancellationToken)
    {
        ObservedState state = await engine.ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        var running = RunningServices.Of(project, state);
        using var slots = new SemaphoreSlim(MaxParallelism);
        Task<KeyValuePair<string, IServiceProbe?>>[] found = [.. running.Services.SelectMany(service => running.CallersOf(service)).Select(async container =>
            KeyValuePair.Create(container, await InSlotAsync(slots, () => FindAsync(container, cancellationToken), cancellationToken).ConfigureAwait(false)))];
        ImmutableSortedDictionary<string, IServiceProbe?> probes;
        ReachabilityPair[] pairs;
        try
        {
            probes = (await Task.WhenAll(found).ConfigureAwait(false)).ToImmutableSortedDictionary(StringComparer.Ordinal);
            pairs = await Task.WhenAll(
                from pair in running.Pairs()
                select ProbeAsync(pair, running, probes, slots, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            // Those that were found before another one could not be are open as well.
            foreach (Task<KeyValuePair<string, IServiceProbe?>> each in found.Where(each => each.IsCompletedSuccessfully))
            {
                ((await each.ConfigureAwait(false)).Value as IDisposable)?.Dispose();
            }
        }

        return new ReachabilityReport
        {
            Project = project.Name,
            Tools = running.Services.ToImmutableSortedDictionary(service => service, service => probes[running.CallersOf(service)[0]]?.Name ?? "", StringComparer.Ordinal),
            NotRunning = running.NotRunning,
            Missing = running.Missing,
            Pairs = [.. pairs],
        };
    }

    private async Task<IServiceProbe?> FindAsync(string container, CancellationToken cancellationToken) =>
        await engine.EnterNetworkAsync(container, cancellationToken).ConfigureAwait(false) is { } network
            ? new NamespaceProbe(network)
            : await ToolProbe.FindAsync(engine, time, container, cancellationToken).ConfigureAwait(false);

    private async Task<ReachabilityPair> ProbeAsync(ReachabilityPair pair, RunningServices running, ImmutableSortedDictionary<string, IServiceProbe?> probes, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        string first = running.CallersOf(pair.From)[0];
        ReachabilityProbe[] tried = await Task.WhenAll(pair.Probes.Select(attempt => probes[attempt.Caller ?? first] is { } probe
            ? InSlotAsync(slots, () => TryAsync(attempt, probe, running.AddressesBehind(pair, attempt), cancellationToken), cancellationToken)
            : Task.FromResult(attempt))).ConfigureAwait(false);
        return pair with { Probes = [.. tried] };
    }

    // While an engine makes a network, it takes the rule that keeps its bridges apart out of the firewall and puts it back: for some
    // milliseconds, anything may answer. Only what differs twice is a difference.
    private async Task<ReachabilityProbe> TryAsync(ReachabilityProbe attempt, IServiceProbe probe, ImmutableHashSet<string> behind, CancellationToken cancellationToken)
    {
        ReachabilityProbe first = attempt with { Answers = await probe.TryAsync(attempt, behind, cancellationToken).ConfigureAwait(false) };
        if (!first.Differs)
        {
            return first;
        }

        await Task.Delay(BeforeSecond, time, cancellationToken).ConfigureAwait(false);
        return attempt with { Answers = await probe.TryAsync(attempt, behind, cancellationToken).ConfigureAwait(false) };
    }

    private static async Task<T> InSlotAsync<T>(SemaphoreSlim slots, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            slots.Release();
        }
    }
}
