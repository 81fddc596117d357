using System.Collections.Immutable;
using System.Net;

namespace Compose.Net.Execution;

/// <summary>Probes with connections that are made in the container's network, by this process.</summary>
internal sealed class NamespaceProbe(INetworkNamespace network) : IServiceProbe, IDisposable
{
    // Nothing listens on the discard port, as a rule; a refusal is as good an answer as a connection.
    private const int AnyPort = 9;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public string Name => "tcp";

    public async Task<bool?> TryAsync(ReachabilityProbe probe, ImmutableHashSet<string> behind, CancellationToken cancellationToken)
    {
        if (probe.IsAddress)
        {
            return await AnswersAsync(IPAddress.Parse(probe.Target), probe.Port, cancellationToken).ConfigureAwait(false);
        }

        ImmutableArray<IPAddress> addresses = await network.ResolveAsync(probe.Target, Limit, cancellationToken).ConfigureAwait(false);
        foreach (IPAddress address in addresses.Where(address => behind.IsEmpty || behind.Contains(address.ToString())))
        {
            if (await AnswersAsync(address, probe.Port, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => network.Dispose();

    private async Task<bool> AnswersAsync(IPAddress address, int? port, CancellationToken cancellationToken)
    {
        bool? accepts = await network.ConnectAsync(address, port ?? AnyPort, Limit, cancellationToken).ConfigureAwait(false);
        return port is null ? accepts is not null : accepts == true;
    }
}
