using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Endpoints;

/// <summary>The folder in which the docker command keeps its configuration and contexts.</summary>
internal sealed class DockerConfigDirectory(HostSystem host)
{
    private string Root => host.GetVariable("DOCKER_CONFIG") is { Length: > 0 } set ? set : Path.Join(host.HomeDirectory, ".docker");

    public DockerConfigFile ReadConfig() =>
        Read(Path.Join(Root, "config.json"), EngineJson.Default.DockerConfigFile) ?? new DockerConfigFile();

    /// <summary>Returns a context; null where there is none of that name.</summary>
    public ContextFile? ReadContext(string name) =>
        Read(Path.Join(Root, "contexts", "meta", FolderOf(name), "meta.json"), EngineJson.Default.ContextFile);

    /// <summary>The folder of a context's certificates; null where it has none.</summary>
    public string? FindContextCertificates(string name)
    {
        string folder = Path.Join(Root, "contexts", "tls", FolderOf(name), "docker");
        string[] files = ["ca.pem", "cert.pem"];
        return files.Any(file => host.ReadText(Path.Join(folder, file)) is not null) ? folder : null;
    }

    /// <summary>The folder of the certificates where <c>DOCKER_CERT_PATH</c> does not name one.</summary>
    public string DefaultCertificates => Root;

    private static string FolderOf(string context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    private T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return host.ReadText(path) is { } text && text.Trim().Length > 0 ? JsonSerializer.Deserialize(text, type) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EndpointUnusable,
                $"The docker configuration file \"{path}\" cannot be read: {e.Message} Correct it, or name the engine with DOCKER_HOST.",
                innerException: e);
        }
    }
}
