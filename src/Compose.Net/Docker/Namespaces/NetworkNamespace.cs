using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Namespaces;

/// <summary>A container's network on this machine. Only the making of a socket happens inside it; from then on the socket stays there.</summary>
internal sealed class NetworkNamespace(NamespaceFile file, TimeProvider time) : INetworkNamespace
{
    // The engine's name server has this address in every network that it serves.
    private static readonly IPEndPoint NameServer = new(new IPAddress([127, 0, 0, 11]), 53);

    public async Task<bool?> ConnectAsync(IPAddress address, int port, TimeSpan limit, CancellationToken cancellationToken)
    {
        using Socket socket = file.OpenSocket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), both.Token).ConfigureAwait(false);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
        {
            return false;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task<ImmutableArray<IPAddress>> ResolveAsync(string name, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            ImmutableArray<IPAddress>[] answers = await Task.WhenAll(
                AskAsync(name, DnsMessage.Ipv4, both.Token),
                AskAsync(name, DnsMessage.Ipv6, both.Token)).ConfigureAwait(false);
            return [.. answers.SelectMany(addresses => addresses)];
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    public void Dispose() => file.Dispose();

    private async Task<ImmutableArray<IPAddress>> AskAsync(string name, ushort type, CancellationToken cancellationToken)
    {
        using Socket socket = file.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(NameServer, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(DnsMessage.Question(name, type), SocketFlags.None, cancellationToken).ConfigureAwait(false);
        byte[] answer = new byte[DnsMessage.Longest];
        int length = await socket.ReceiveAsync(answer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        return DnsMessage.Addresses(answer.AsSpan(0, length), type);
    }
}
