namespace Compose.Net.Docker.Endpoints;

/// <summary>The docker command's own configuration, as far as it matters here.</summary>
internal sealed record DockerConfigFile
{
    public string? CurrentContext { get; init; }

    /// <summary>The stored logins, by registry. With a credential helper the registry alone stands here.</summary>
    public Dictionary<string, RegistryLogin>? Auths { get; init; }

    /// <summary>The credential helper that keeps the logins in place of this file, for example <c>desktop</c> for <c>docker-credential-desktop</c>.</summary>
    public string? CredsStore { get; init; }

    /// <summary>The credential helpers of single registries.</summary>
    public Dictionary<string, string>? CredHelpers { get; init; }

    /// <summary>The proxies that containers are to use, by the engine's endpoint; <c>default</c> is for all others.</summary>
    public Dictionary<string, ProxyAddresses>? Proxies { get; init; }
}
