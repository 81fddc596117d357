namespace Compose.Net.Docker.Endpoints;

/// <summary>One entry under <c>proxies</c> of the docker command's configuration.</summary>
internal sealed record ProxyAddresses
{
    public string? HttpProxy { get; init; }

    public string? HttpsProxy { get; init; }

    public string? FtpProxy { get; init; }

    public string? NoProxy { get; init; }

    public string? AllProxy { get; init; }
}
