using System.Collections.Immutable;
using System.Net.NetworkInformation;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker;

/// <summary>What this program sees of the engine's machine when both are on the same one.</summary>
internal static class HostView
{
    private static readonly string[] PluginFolders = ["/run/docker/plugins", "/etc/docker/plugins", "/usr/lib/docker/plugins"];

    // An engine may keep plugins in folders that this user may not read.
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    /// <summary>
    /// Returns the names of the interfaces; none where this program looks at another machine, or from within another network namespace.
    /// That shows in the engine's bridges: each has an interface, and all of them must be seen.
    /// </summary>
    public static ImmutableArray<string> Interfaces(IEnumerable<ObservedNetwork> networks)
    {
        string[] bridges = [.. networks.Where(network => network.Driver == "bridge").Select(BridgeOf)];
        ImmutableArray<string> seen = [.. NetworkInterface.GetAllNetworkInterfaces().Select(found => found.Name).Order(StringComparer.Ordinal)];
        return bridges.Length > 0 && bridges.All(bridge => seen.Contains(bridge, StringComparer.Ordinal)) ? seen : [];
    }

    /// <summary>Returns the drivers that announce themselves by a file, which an engine does not list before their first use.</summary>
    public static IEnumerable<string> AnnouncedPlugins() => PluginFolders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", Readable))
        .Select(file => Path.GetFileNameWithoutExtension(file));

    private static string BridgeOf(ObservedNetwork network) =>
        network.DriverOptions.GetValueOrDefault(BridgeOptions.Name) ?? $"br-{network.Id[..Math.Min(12, network.Id.Length)]}";
}
