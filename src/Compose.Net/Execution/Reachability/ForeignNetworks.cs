using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>What a project's file does not say of networks that are not its own, as the engine tells it. Pure.</summary>
internal static class ForeignNetworks
{
    /// <summary>The project with its external networks, and those that only a network mode names, as they are on the engine.</summary>
    public static ComposeProject AsObserved(ComposeProject project, ImmutableArray<ObservedNetwork> networks)
    {
        IEnumerable<NetworkDefinition> external = project.Networks.Values.Where(network => network.External);
        IEnumerable<NetworkDefinition> undeclared = project.Services.Values
            .Where(service => service.NetworkMode is not null)
            .SelectMany(service => Attachment.Of(project, service))
            .Where(network => network.Definition is null && !project.Networks.ContainsKey(network.Key))
            .Select(network => new NetworkDefinition { Key = network.Key, Name = network.Name, External = true });
        return project with
        {
            Networks = project.Networks.SetItems(external.Concat(undeclared).Select(network => KeyValuePair.Create(network.Key, AsObserved(network, networks)))),
        };
    }

    private static NetworkDefinition AsObserved(NetworkDefinition network, ImmutableArray<ObservedNetwork> networks) =>
        networks.FirstOrDefault(other => other.Name == network.Name) is { } there
            ? network with { Driver = there.Driver, DriverOptions = there.DriverOptions, Internal = there.Internal, EnableIpv6 = there.EnableIpv6 }
            : network;
}
