using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Says what plugging a running container in and out will cause beside itself: a moved gateway, closed and changed ports.</summary>
internal sealed class EndpointForecast(ReconcileContext context)
{
    private readonly Dictionary<string, NetworkDefinition> _wanted = context.Project.Networks.Values
        .Where(network => !network.External)
        .DistinctBy(network => network.Name, StringComparer.Ordinal)
        .ToDictionary(network => network.Name, StringComparer.Ordinal);

    /// <summary>Returns sentences about a container of a service.</summary>
    /// <param name="service">What is wanted of it.</param>
    /// <param name="container">The container as it is.</param>
    /// <param name="after">Its endpoints in the end.</param>
    /// <param name="unplugged">The networks that it is unplugged from, for a moment or for good.</param>
    public ImmutableArray<string> Of(ServiceDefinition service, ObservedContainer container, ImmutableArray<ContainerEndpoint> after, IReadOnlySet<string> unplugged)
    {
        if (!container.IsActive)
        {
            return [];
        }

        DefaultGateway.Candidate? now = DefaultGateway.Of(container.Endpoints.Select(entry => Now(entry.Key, entry.Value)));
        DefaultGateway.Candidate? then = DefaultGateway.Of(after.Select(Then));
        bool moves = now?.Name != then?.Name;
        bool touched = moves || (now is not null && unplugged.Contains(now.Name));
        return [.. moves ? [Move(now, then, after)] : Array.Empty<string>(), .. touched ? Ports(service, container, then is not null) : []];
    }

    private string Move(DefaultGateway.Candidate? now, DefaultGateway.Candidate? then, ImmutableArray<ContainerEndpoint> after)
    {
        if (now is null)
        {
            return $"the default gateway becomes that of {then!.Name}; until now no network led outside";
        }

        if (then is null)
        {
            return $"the default gateway of {now.Name} goes, and no other network leads outside";
        }

        string why = after.All(endpoint => endpoint.Network != now.Name) ? $"the container leaves {now.Name}"
            : then.Priority != Then(after.First(endpoint => endpoint.Network == now.Name)).Priority ? "its gw_priority is the highest"
            : Then(after.First(endpoint => endpoint.Network == now.Name)).Internal ? $"{now.Name} becomes internal"
            : $"of equal networks the first by name gives it{(context.Observed.Engine.GatewayPriority ? "; gw_priority decides otherwise" : "")}";
        return $"the default gateway moves from {now.Name} to {then.Name}: {why}";
    }

    // The engine publishes ports on the network of the gateway, and so closes and opens them with it.
    private static IEnumerable<string> Ports(ServiceDefinition service, ObservedContainer container, bool opensAgain)
    {
        if (service.Ports.IsEmpty)
        {
            yield break;
        }

        yield return opensAgain ? "its published ports are closed for a moment" : "its published ports are closed, and newer engines do not open them again";
        HashSet<string?> kept = [.. service.Ports.Select(port => port.Published)];
        foreach (PortDefinition port in service.Ports.Where(port => !int.TryParse(port.Published, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            string[] numbers = [.. container.Ports
                .Where(published => published.Target == port.Target && published.Protocol == port.Protocol)
                .Select(published => published.HostPort.ToString(CultureInfo.InvariantCulture))
                .Where(number => !kept.Contains(number))
                .Distinct(StringComparer.Ordinal)];
            yield return FormattableString.Invariant($"the engine chooses the host port of {port.Target}/{port.Protocol} anew{(numbers.Length == 0 ? "" : $"; it is {string.Join(", ", numbers)} now")}");
        }
    }

    private DefaultGateway.Candidate Now(string name, ObservedEndpoint endpoint)
    {
        ObservedNetwork? network = context.Networks.Of(name);
        return new DefaultGateway.Candidate(name, network?.Driver, network?.Internal ?? false, Priority(endpoint.GatewayPriority));
    }

    private DefaultGateway.Candidate Then(ContainerEndpoint endpoint) => _wanted.TryGetValue(endpoint.Network, out NetworkDefinition? network)
        ? new DefaultGateway.Candidate(endpoint.Network, network.Driver, network.Internal, Priority(endpoint.GatewayPriority))
        : new DefaultGateway.Candidate(endpoint.Network, context.Networks.Of(endpoint.Network)?.Driver, context.Networks.Of(endpoint.Network)?.Internal ?? false, Priority(endpoint.GatewayPriority));

    private int Priority(int wanted) => context.Observed.Engine.GatewayPriority ? wanted : 0;
}
