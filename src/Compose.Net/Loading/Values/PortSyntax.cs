using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The short form of a port: <c>[[address:][host port or range]:]container port or range[/protocol]</c>.</summary>
internal static class PortSyntax
{
    /// <summary>The ports that a text stands for; or what is wrong with it.</summary>
    public static string? Parse(string text, out ImmutableArray<PortDefinition> ports)
    {
        ports = [];
        int slash = text.LastIndexOf('/');
        string protocol = slash < 0 || slash == text.Length - 1 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            return $"The protocol \"{protocol}\" is not known; use tcp, udp or sctp.";
        }

        string rest = slash < 0 ? text : text[..slash];
        (string address, string host, string container) = Split(rest);
        if (container.Length == 0)
        {
            return "The container's port is missing.";
        }

        if (!PortRange.TryParse(container, out PortRange targets) || targets.First == 0)
        {
            return $"\"{container}\" is no container port; use 1 to 65535, or a range such as 8000-8010.";
        }

        PortRange published = default;
        if (host.Length > 0 && !PortRange.TryParse(host, out published))
        {
            return $"\"{host}\" is no host port; use 0 to 65535, or a range such as 8000-8010.";
        }

        if (host.Length > 0 && targets.Count > 1 && published.Count != targets.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{published.Count} host ports cannot be paired with {targets.Count} container ports; make the ranges equally long.");
        }

        if (AddressOf(address, out string? hostIp) is { } problem)
        {
            return problem;
        }

        ports = Pair(targets, host.Length > 0 ? published : null, hostIp, protocol);
        return null;
    }

    private static (string Address, string Host, string Container) Split(string text)
    {
        int last = text.LastIndexOf(':');
        if (last < 0)
        {
            return ("", "", text);
        }

        int middle = last == 0 ? -1 : text.LastIndexOf(':', last - 1);
        return middle < 0
            ? ("", text[..last], text[(last + 1)..])
            : (text[..middle], text[(middle + 1)..last], text[(last + 1)..]);
    }

    private static string? AddressOf(string text, out string? address)
    {
        address = null;
        if (text.Length == 0)
        {
            return null;
        }

        bool bracketed = text.StartsWith('[') && text.EndsWith(']');
        address = bracketed ? text[1..^1] : text;
        if (!bracketed && text.Contains(':', StringComparison.Ordinal))
        {
            return $"\"{text}\" is no address; put an IPv6 address in brackets, such as [::1]:8080:80.";
        }

        return Addresses.TryParse(address, out IPAddress? _) ? null : $"\"{text}\" is no IP address; name the host's address by its number, such as 127.0.0.1.";
    }

    private static ImmutableArray<PortDefinition> Pair(PortRange targets, PortRange? published, string? hostIp, string protocol)
    {
        ImmutableArray<PortDefinition>.Builder ports = ImmutableArray.CreateBuilder<PortDefinition>(targets.Count);
        for (int i = 0; i < targets.Count; i++)
        {
            ports.Add(new PortDefinition
            {
                Target = targets.First + i,
                Published = published is not { } host ? null : targets.Count == 1 ? host.ToString() : new PortRange(host.First + i, host.First + i).ToString(),
                HostIp = hostIp,
                Protocol = protocol,
            });
        }

        return ports.MoveToImmutable();
    }
}
