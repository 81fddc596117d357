using System.Collections.Immutable;

namespace Compose.Net.Model;

public sealed partial record ServiceDefinition
{
    /// <summary>The DNS servers that names outside of the project are asked of, as IP addresses; the file's <c>dns</c>. Empty leaves the host's.</summary>
    public ImmutableArray<string> DnsServers { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The options of the resolver, for example <c>ndots:2</c>; the file's <c>dns_opt</c>.</summary>
    public ImmutableArray<string> DnsOptions { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The domains that short names are tried in; the file's <c>dns_search</c>. One <c>.</c> clears the host's; empty leaves them.</summary>
    public ImmutableArray<string> DnsSearch { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Ports that are declared and not published, for example <c>80</c>, <c>8000-8010</c> or <c>53/udp</c>; the file's <c>expose</c>. Other containers reach ports that are not declared as well.</summary>
    public ImmutableArray<string> Expose { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Lines for the container's hosts file: IP addresses, or <c>host-gateway</c>, by host name; the file's <c>extra_hosts</c>.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> ExtraHosts { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ImmutableArray<string>>();

    /// <summary>Further names for services of the project that only this one resolves; the file's <c>links</c>. Both must be on one network.</summary>
    public ImmutableArray<LinkDefinition> Links { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Further names for containers outside of the project that only this one resolves; the file's <c>external_links</c>. Both must be on one network.</summary>
    public ImmutableArray<LinkDefinition> ExternalLinks { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The hardware address on the primary network; the file's <c>mac_address</c>. Null lets the engine choose.</summary>
    public string? MacAddress { get; init; }
}
