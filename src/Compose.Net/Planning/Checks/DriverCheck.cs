using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds networks that this engine cannot make because of their driver, before it is asked: it takes many seconds to say so itself.</summary>
internal static class DriverCheck
{
    private const string Parent = "parent";

    public static void Check(ComposeProject project, ObservedState observed, PlanBuilder plan)
    {
        foreach (NetworkDefinition network in project.Networks.Values.Where(network => !network.External && network.Driver is not null))
        {
            CheckDriver(network, observed.Host, plan);
            CheckManager(network, observed, plan);
            if (network is { Driver: "overlay", EnableIpv6: true })
            {
                plan.Warn(DiagnosticCodes.OverlayIpv6, $"Overlay network \"{network.Name}\" is to have IPv6, which engines do not give to overlays dependably: two hosts may give out one address, or none at all, and then the container does not start. Remove \"enable_ipv6\".", "networks", network.Key, "enable_ipv6");
            }

            CheckParent(network, observed, plan);
            if (network is { Driver: "overlay", Attachable: false } && UsersOf(project, network) is { Length: > 0 } users)
            {
                plan.Error(DiagnosticCodes.DriverUnusable, $"Overlay network \"{network.Name}\" takes no containers of services ({string.Join(", ", users)}), only those of a swarm. Add \"attachable: true\".", "networks", network.Key, "attachable");
            }
        }
    }

    private static void CheckDriver(NetworkDefinition network, ObservedHost host, PlanBuilder plan)
    {
        if (network.Driver is "host" or "none" or "null")
        {
            plan.Error(DiagnosticCodes.DriverUnusable, $"Network \"{network.Name}\" has the driver \"{network.Driver}\", of which an engine has one network only, its own. Use \"network_mode: {(network.Driver == "host" ? "host" : "none")}\" in the service.", "networks", network.Key, "driver");
        }
        else if (network.Driver == "overlay" && host.InSwarm == false)
        {
            plan.Error(DiagnosticCodes.DriverUnusable, $"Network \"{network.Name}\" has the driver \"overlay\", which needs a swarm, and this engine is in none. Run \"docker swarm init\", or choose another driver.", "networks", network.Key, "driver");
        }
        else if (!host.NetworkDrivers.IsEmpty && !host.NetworkDrivers.Any(driver => driver == network.Driver || driver == network.Driver + ":latest"))
        {
            plan.Error(DiagnosticCodes.DriverUnusable, $"Network \"{network.Name}\" has the driver \"{network.Driver}\", which this engine does not have. It has: {string.Join(", ", host.NetworkDrivers)}. Correct the name, or install it with \"docker plugin install\".", "networks", network.Key, "driver");
        }
    }

    private static void CheckManager(NetworkDefinition network, ObservedState observed, PlanBuilder plan)
    {
        if (network.Driver != "overlay" || !observed.Host.IsWorker)
        {
            return;
        }

        ObservedNetwork? there = observed.Networks.FirstOrDefault(other => other.Name == network.Name);
        if (there is null || !NetworkIdentity.Changes(network, there, observed.Engine).IsEmpty)
        {
            plan.Error(DiagnosticCodes.DriverUnusable, $"Overlay network \"{network.Name}\" {(there is null ? "is to be made" : "must be made anew")}, and this engine is a worker of its swarm: only a manager can do that. Run the command on a manager, or make the network there and use it here with \"external: true\".", "networks", network.Key, "driver");
        }
    }

    // A sub-interface such as eth0.10 is made by the engine, its parent is not.
    private static void CheckParent(NetworkDefinition network, ObservedState observed, PlanBuilder plan)
    {
        if (network.Driver is not ("macvlan" or "ipvlan") || network.DriverOptions.GetValueOrDefault(Parent) is not { Length: > 0 } parent || observed.Host.Interfaces.IsEmpty)
        {
            return;
        }

        ImmutableArray<string> interfaces = observed.Host.Interfaces;
        string carrier = parent.LastIndexOf('.') is > 0 and var dot ? parent[..dot] : parent;
        if (!interfaces.Contains(parent, StringComparer.Ordinal) && !interfaces.Contains(carrier, StringComparer.Ordinal))
        {
            plan.Error(DiagnosticCodes.ParentMissing, $"Network \"{network.Name}\" wants the parent interface \"{parent}\", which the engine's machine does not have. It has: {string.Join(", ", interfaces)}. Correct the driver option \"parent\".", "networks", network.Key, "driver_opts", "parent");
        }
    }

    private static string[] UsersOf(ComposeProject project, NetworkDefinition network) =>
        [.. project.Services.Values.Where(service => service.Scale > 0 && service.NetworkMode is null && service.Networks.ContainsKey(network.Key)).Select(service => $"\"{service.Name}\"")];
}
