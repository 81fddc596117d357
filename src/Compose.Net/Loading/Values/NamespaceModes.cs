using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text forms of the modes that say whose namespace a container uses.</summary>
internal static class NamespaceModes
{
    private const string OfService = "service:";

    public static string? IpcProblem(string text) => Ipc(text) is null
        ? $"\"{text}\" is no mode of inter-process communication. Use none, private, shareable, host, service:NAME or container:NAME."
        : null;

    public static string? PidProblem(string text) => Pid(text) is null
        ? $"\"{text}\" is no process namespace. Use host, service:NAME or container:NAME."
        : null;

    public static string? UtsProblem(string text) => text == "host" || ServiceOf(text) is not null
        ? null
        : $"\"{text}\" is no mode of the host name. Use host, or remove it.";

    public static IpcMode? Ipc(string text) => text switch
    {
        "none" => new IpcMode.None(),
        "private" => new IpcMode.Own(),
        "shareable" => new IpcMode.Shareable(),
        "host" => new IpcMode.Host(),
        _ => ServiceOf(text) is { } service ? new IpcMode.Service(service)
            : ContainerOf(text) is { } container ? new IpcMode.Container(container)
            : null,
    };

    public static PidMode? Pid(string text) =>
        text == "host" ? new PidMode.Host()
        : ServiceOf(text) is { } service ? new PidMode.Service(service)
        : ContainerOf(text) is { } container ? new PidMode.Container(container)
        : null;

    /// <summary>The service whose namespace is shared; null for the other modes.</summary>
    public static string? ServiceOf(string text) => After(OfService, text);

    /// <summary>The container whose namespace is shared; null for the other modes.</summary>
    public static string? ContainerOf(string text) => After(ContainerMode.Prefix, text);

    /// <summary>The mode that shares the namespace of a service.</summary>
    public static string Of(string service) => OfService + service;

    private static string? After(string start, string text) =>
        text.Length > start.Length && text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : null;
}
