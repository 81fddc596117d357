using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of a network mode.</summary>
internal static class NetworkModes
{
    private const string Service = "service:";
    private const string Container = ContainerMode.Prefix;

    public static string? Problem(string text) => text is Service or Container
        ? $"The network mode \"{text}\" names nobody. Write {text}NAME."
        : null;

    public static NetworkMode Parse(string text) => text switch
    {
        "none" => new NetworkMode.None(),
        "host" => new NetworkMode.Host(),
        "bridge" => new NetworkMode.Bridge(),
        _ when ServiceOf(text) is { } service => new NetworkMode.Service(service),
        _ when text.StartsWith(Container, StringComparison.Ordinal) => new NetworkMode.Container(text[Container.Length..]),
        _ => new NetworkMode.Engine(text),
    };

    /// <summary>The service whose network namespace is shared; null for the other modes.</summary>
    public static string? ServiceOf(string text) => NamespaceModes.ServiceOf(text);
}
