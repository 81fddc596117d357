using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Endpoints;

/// <summary>The variables that tell programs in containers which proxies to use, from the docker command's configuration. Thread-safe.</summary>
internal sealed class ProxyVariables(DockerConfigDirectory config, string endpoint)
{
    private const string AllEngines = "default";

    // A configuration that cannot be read may be mended, and is read again then.
    private readonly Lazy<ImmutableSortedDictionary<string, string>> _all = new(() => Of(config.ReadConfig(), endpoint), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>All of them, in both spellings. What a service or a build says itself wins.</summary>
    /// <exception cref="Execution.ComposeEngineException">The configuration cannot be read.</exception>
    public ImmutableSortedDictionary<string, string> All => _all.Value;

    private static ImmutableSortedDictionary<string, string> Of(DockerConfigFile file, string endpoint)
    {
        ProxyAddresses? found = file.Proxies?.GetValueOrDefault(endpoint) ?? file.Proxies?.GetValueOrDefault(AllEngines);
        (string Name, string? Value)[] variables =
        [
            (ProxyNames.Http, found?.HttpProxy), (ProxyNames.Https, found?.HttpsProxy), (ProxyNames.Ftp, found?.FtpProxy), (ProxyNames.None, found?.NoProxy), (ProxyNames.All, found?.AllProxy),
        ];
        return Ordinal.Map<string>().AddRange(
            from variable in variables
            where !string.IsNullOrEmpty(variable.Value)
            from name in new[] { variable.Name, variable.Name.ToLowerInvariant() }
            select KeyValuePair.Create(name, variable.Value));
    }
}
