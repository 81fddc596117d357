using Compose.Net.Diagnostics;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Endpoints;

/// <summary>Finds the engine that the docker command would use.</summary>
internal sealed class EndpointResolver(HostSystem host)
{
    private readonly DockerConfigDirectory _config = new(host);

    /// <summary>Returns the endpoint: the given one, else DOCKER_HOST, else the context, else the default socket.</summary>
    /// <exception cref="ComposeEngineException">The endpoint cannot be used, or the context does not exist.</exception>
    public EngineEndpoint Resolve(string? endpoint)
    {
        if (!string.IsNullOrEmpty(endpoint))
            return Parse(endpoint, "as given", EnvironmentTls());

        if (Variable("DOCKER_HOST") is { } dockerHost)
            return Parse(dockerHost, "from DOCKER_HOST", EnvironmentTls());

        if (Variable("DOCKER_CONTEXT") is { } named)
            return FromContext(named, "which DOCKER_CONTEXT names");

        return _config.ReadConfig().CurrentContext is { Length: > 0 } current
            ? FromContext(current, "the docker command's current one")
            : Default();
    }

    private EngineEndpoint Default() => Parse(host.DefaultEndpoint, "the default, as neither DOCKER_HOST nor a docker context is set", tls: null);

    private EngineEndpoint FromContext(string name, string why)
    {
        // "default" is no stored context: it stands for the default socket.
        if (name == "default")
            return Default();

        ContextFile context = _config.ReadContext(name) ?? throw Unusable(
            $"The docker context \"{name}\", {why}, does not exist. \"docker context ls\" lists those that do; \"docker context use default\" goes back to the local engine.");

        if (context.Endpoints is null || !context.Endpoints.TryGetValue("docker", out ContextEndpoint? stored))
            throw Unusable($"The docker context \"{name}\", {why}, has no docker endpoint. Choose another one with \"docker context use\", or set DOCKER_HOST.");

        string address = string.IsNullOrEmpty(stored.Host) ? host.DefaultEndpoint : stored.Host;
        string? folder = _config.FindContextCertificates(name);
        TlsFiles? tls = folder is null && !stored.SkipTlsVerify ? null : new TlsFiles(folder ?? "", !stored.SkipTlsVerify);
        return Parse(address, $"from the docker context \"{name}\", {why}", tls);
    }

    private TlsFiles? EnvironmentTls()
    {
        // As the docker command reads them: any value of DOCKER_TLS_VERIFY means yes; DOCKER_TLS asks for TLS without a check.
        bool verify = Variable("DOCKER_TLS_VERIFY") is not null;
        return verify || Variable("DOCKER_TLS") is not null
            ? new TlsFiles(Variable("DOCKER_CERT_PATH") ?? _config.DefaultCertificates, verify) { NeedsAuthority = verify }
            : null;
    }

    private static EngineEndpoint Parse(string text, string source, TlsFiles? tls)
    {
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        string scheme = mark < 0 ? "tcp" : text[..mark].ToLowerInvariant();
        string rest = mark < 0 ? text : text[(mark + 3)..];
        return scheme switch
        {
            "unix" when rest.Length > 0 => new EngineEndpoint(EndpointScheme.Unix, text, source) { Path = rest },
            "npipe" when PipeOf(rest) is var (server, name) => new EngineEndpoint(EndpointScheme.Pipe, text, source) { Server = server, Path = name },
            "tcp" or "http" or "https" => ParseNetwork(scheme, rest, text, source, tls),
            "ssh" => throw Unusable(
                $"The engine's endpoint \"{text}\" ({source}) uses SSH, which is not supported. Forward the socket with \"ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST\" and set DOCKER_HOST to \"unix:///tmp/docker.sock\"."),
            _ => throw Unusable(
                $"The engine's endpoint \"{text}\" ({source}) is not understood. Use unix:///path, npipe:////./pipe/name, tcp://host:port, http://host:port or https://host:port."),
        };
    }

    private static EngineEndpoint ParseNetwork(string scheme, string rest, string text, string source, TlsFiles? tls)
    {
        bool secure = scheme == "https" || (scheme == "tcp" && tls is not null);
        if (!Uri.TryCreate($"{(secure ? "https" : "http")}://{rest.TrimEnd('/')}/", UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
            throw Unusable($"The engine's endpoint \"{text}\" ({source}) is not understood. Use for example tcp://10.0.0.5:2375.");

        bool hasPort = address.Authority.EndsWith($":{address.Port}", StringComparison.Ordinal)
            || rest.TrimEnd('/').EndsWith($":{address.Port}", StringComparison.Ordinal);
        Uri withPort = hasPort || scheme != "tcp" ? address : new UriBuilder(address) { Port = secure ? 2376 : 2375 }.Uri;
        return new EngineEndpoint(EndpointScheme.Tcp, text, source)
        {
            BaseAddress = withPort,
            Tls = secure ? tls ?? new TlsFiles("", Verify: true) : null,
        };
    }

    private static (string Server, string Name)? PipeOf(string rest)
    {
        // npipe:////./pipe/docker_engine: what follows the scheme is //server/pipe/name.
        string[] parts = rest.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var server, "pipe", .. { Length: > 0 } name] ? (server, string.Join('/', name)) : null;
    }

    private static ComposeEngineException Unusable(string message) => new(DiagnosticCodes.EndpointUnusable, message);

    private string? Variable(string name) => host.GetVariable(name) is { Length: > 0 } value ? value : null;
}
