using System.Globalization;

namespace Compose.Net.Model;

/// <summary>The text form of ports that are declared and not published: <c>port[-port][/protocol]</c>.</summary>
internal static class ExposedPorts
{
    public static string? Problem(string text) =>
        Read(text) is null ? $"\"{text}\" is no container port. Write a number from 1 to 65535 or a range, perhaps with a protocol: 80, 8000-8010, 53/udp." : null;

    /// <summary>Each port with its protocol, as engines write it: <c>80/tcp</c>. Empty where the text is none.</summary>
    public static IEnumerable<string> Each(string text) => Read(text) is { } ports
        ? Enumerable.Range(ports.First, ports.Last - ports.First + 1).Select(port => string.Create(CultureInfo.InvariantCulture, $"{port}/{ports.Protocol}"))
        : [];

    private static (int First, int Last, string Protocol)? Read(string text)
    {
        string[] parts = text.Split('/', 2);
        string protocol = parts.Length > 1 && parts[1].Length > 0 ? parts[1].ToLowerInvariant() : "tcp";
        string[] range = parts[0].Split('-', 2);
        return protocol is "tcp" or "udp" or "sctp" && TryPort(range[0], out int first) && TryPort(range[^1], out int last) && first <= last
            ? (first, last, protocol)
            : null;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= ushort.MaxValue;
}
