using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of mounts taken over from others: <c>service[:mode]</c> or <c>container:name[:mode]</c>.</summary>
internal static class VolumesFromSyntax
{
    private const string Container = ContainerMode.Prefix;

    public static string? Problem(string text)
    {
        bool container = text.StartsWith(Container, StringComparison.Ordinal);
        string[] parts = (container ? text[Container.Length..] : text).Split(':');
        if (parts[0].Length == 0 || parts.Length > 2)
        {
            return $"\"{text}\" names nobody whose mounts could be taken. Write a service, or container:name, perhaps with :ro behind it.";
        }

        return parts.Length == 1 || parts[1].Split(',').All(mode => mode is "ro" or "rw" or "z" or "Z")
            ? null
            : $"\"{parts[1]}\" is not possible here. Use :ro or :rw, or :z or :Z to relabel.";
    }

    public static VolumesFrom Parse(string text)
    {
        bool container = text.StartsWith(Container, StringComparison.Ordinal);
        string[] parts = (container ? text[Container.Length..] : text).Split(':', 2);
        string? mode = parts.Length > 1 ? parts[1] : null;
        return container ? new VolumesFrom.Container(parts[0]) { Mode = mode } : new VolumesFrom.Service(parts[0]) { Mode = mode };
    }

    /// <summary>The container whose mounts are taken; null for a service.</summary>
    public static string? ContainerOf(string text) => Parse(text) is VolumesFrom.Container container ? container.Name : null;

    /// <summary>The same mounts of a service in place of a container.</summary>
    public static string WithService(string text, string service) => Parse(text).Mode is { } mode ? $"{service}:{mode}" : service;

    /// <summary>The service whose mounts are taken; null for a container outside of the project.</summary>
    public static string? ServiceOf(string text) => Parse(text) is VolumesFrom.Service service ? service.Name : null;
}
