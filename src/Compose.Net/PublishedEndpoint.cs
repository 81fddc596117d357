using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

/// <summary>Where a published port of a service answers, as seen from this process.</summary>
/// <param name="Host">A host name or an address, without brackets.</param>
/// <param name="Port">The port on that host.</param>
public sealed record PublishedEndpoint(string Host, int Port)
{
    private const string Loopback = "127.0.0.1";
    private const string Ipv6Loopback = "::1";

    /// <summary>Finds where a service's port answers, for engines on this machine and remote ones.</summary>
    /// <remarks>
    /// A port that listens on all addresses is reached through the loopback address, that of IPv6 where it listens on those of IPv6 only, or, where the engine is remote, through the engine's host.
    /// </remarks>
    /// <param name="state">A snapshot that was taken while the service was running.</param>
    /// <param name="engine">The engine of the snapshot.</param>
    /// <param name="service">The service's name in the file.</param>
    /// <param name="port">The port inside the container.</param>
    /// <param name="index">The number of the replica, from 1 on; null takes the running one with the lowest number.</param>
    /// <param name="protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>; null takes TCP where the port is published over it, else another one.</param>
    /// <exception cref="ComposeException">The service has no running container, or none of that number, does not publish the port, or publishes it where this machine cannot reach it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The index is below 1.</exception>
    public static PublishedEndpoint Find(ObservedState state, EngineDescription engine, string service, int port, int? index = null, string? protocol = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentOutOfRangeException.ThrowIfLessThan(index ?? 1, 1, nameof(index));

        ObservedContainer container = FindContainer(state, service, index);
        ObservedPort published = container.Ports
            .Where(candidate => candidate.Target == port && (protocol is null || candidate.Protocol.Equals(protocol, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(candidate => candidate.Protocol == "tcp")
            .ThenBy(candidate => EndpointAddress.IsIpv6(candidate.HostIp))
            .FirstOrDefault() ?? throw NotPublished(service, port, protocol, container);
        return new PublishedEndpoint(HostFor(published, engine, service), published.HostPort);
    }

    /// <summary>Returns the endpoint as an absolute address, for example <c>http://127.0.0.1:32768/</c>.</summary>
    /// <param name="scheme">The scheme, without <c>://</c>.</param>
    public Uri ToUri(string scheme = "http") => new UriBuilder(scheme, Host, Port).Uri;

    /// <summary>Returns <c>host:port</c>, with an IPv6 address in brackets.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{EndpointAddress.BeforePort(Host)}:{Port}");

    private static ObservedContainer FindContainer(ObservedState state, string service, int? index)
    {
        ObservedContainer[] all = [.. state.Containers.Where(container => container.Service == service && !container.OneOff).OrderBy(container => container.Number)];
        ObservedContainer[] replicas = [.. all.Where(container => index is null || container.Number == index)];
        if (replicas.FirstOrDefault(container => container.State == ContainerState.Running) is { } running)
        {
            return running;
        }

        if (all.Length > replicas.Length && replicas.Length == 0)
        {
            throw new ComposeException(FormattableString.Invariant(
                $"Service \"{service}\" of project \"{state.Project}\" has no container of number {index}. Numbers: {string.Join(", ", all.Select(container => container.Number))}."));
        }

        string[] others = [.. state.Containers.Select(container => container.Service).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        throw new ComposeException(replicas is [var first, ..]
            ? $"Service \"{service}\" of project \"{state.Project}\" is not running: its container \"{first.Name}\" is {Describe(first)}. Bring the project up again, or look at the container's log."
            : $"Service \"{service}\" has no container in project \"{state.Project}\". Services with containers: {List(others)}.");
    }

    private static string Describe(ObservedContainer container)
    {
        string state = container.State.ToString().ToLowerInvariant();
        return container.State == ContainerState.Exited ? string.Create(CultureInfo.InvariantCulture, $"{state} with code {container.ExitCode}") : state;
    }

    private static ComposeException NotPublished(string service, int port, string? protocol, ObservedContainer container)
    {
        string[] ports = [.. container.Ports.Select(candidate => $"{candidate.Target}/{candidate.Protocol}").Distinct(StringComparer.Ordinal)];
        return new ComposeException(
            $"Service \"{service}\" does not publish its port {port}{(protocol is null ? "" : $"/{protocol}")}. Published: {List(ports)}. Add \"{Loopback}::{port}{(protocol is null ? "" : $"/{protocol}")}\" to the service's ports in the compose file.");
    }

    private static string HostFor(ObservedPort published, EngineDescription engine, string service)
    {
        string? remote = engine.RemoteHost;
        bool any = published.HostIp is "" or "0.0.0.0" or "::";
        if (remote is null)
        {
            // One of IPv4 is taken before it, so there is none.
            return published.HostIp == "::" ? Ipv6Loopback : any ? Loopback : published.HostIp;
        }

        if (any)
        {
            return remote;
        }

        return EndpointAddress.IsLoopback(published.HostIp)
            ? throw new ComposeException(
                $"Service \"{service}\" publishes its port {published.Target} on {published.HostIp} of the engine's machine, which only that machine can reach, and the engine is at \"{engine.Endpoint}\". " +
                $"Publish it on all addresses: \"{published.Target}\" in the service's ports.")
            : published.HostIp;
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
