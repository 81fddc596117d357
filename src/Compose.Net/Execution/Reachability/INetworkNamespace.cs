using System.Collections.Immutable;
using System.Net;

namespace Compose.Net.Execution;

/// <summary>The network of a running container, entered from outside: nothing of its image is needed.</summary>
internal interface INetworkNamespace : IDisposable
{
    /// <summary>Connects to a TCP port. True where somebody accepts, false where the address refuses, null where nothing comes back within the limit.</summary>
    Task<bool?> ConnectAsync(IPAddress address, int port, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Asks the engine's name server of this network. Empty where it does not know the name, or does not answer within the limit.</summary>
    Task<ImmutableArray<IPAddress>> ResolveAsync(string name, TimeSpan limit, CancellationToken cancellationToken);
}
