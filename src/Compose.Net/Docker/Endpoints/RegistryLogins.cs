using System.ComponentModel;
using System.Text.Json;
using Compose.Net.Docker.Transport;

namespace Compose.Net.Docker.Endpoints;

/// <summary>
/// Finds the logins that the docker command keeps: in its configuration file, or with a credential helper that the file names. A helper that
/// does not work is no failure, since most images need no login; who is refused hears of it.
/// </summary>
internal sealed class RegistryLogins(HostSystem host, DockerConfigDirectory config)
{
    private const string DockerHub = "https://index.docker.io/v1/";
    private static readonly TimeSpan HelperLimit = TimeSpan.FromSeconds(30);

    /// <summary>Looks for the login of a registry.</summary>
    /// <param name="registry">The registry's host, for example <c>docker.io</c>.</param>
    /// <param name="cancellationToken">Ends a helper early.</param>
    public async Task<FoundLogin> FindAsync(string registry, CancellationToken cancellationToken)
    {
        DockerConfigFile file = config.ReadConfig();
        string[] keys = registry == "docker.io" ? [DockerHub, "docker.io", "index.docker.io"] : [registry];
        string? helper = keys.Select(key => file.CredHelpers?.GetValueOrDefault(key)).FirstOrDefault(name => name is not null) ?? file.CredsStore;
        if (!string.IsNullOrEmpty(helper))
            return await AskAsync(helper, keys[0], cancellationToken).ConfigureAwait(false);

        StoredLogin? login = (file.Auths ?? [])
            .OrderBy(entry => Array.IndexOf(keys, entry.Key) is >= 0 and var place ? place : int.MaxValue)
            .Where(entry => keys.Contains(entry.Key, StringComparer.Ordinal) || keys.Contains(HostOf(entry.Key), StringComparer.Ordinal))
            .Select(entry => StoredLogin.Of(entry.Key, entry.Value))
            .FirstOrDefault(login => login is not null);
        return login is null
            ? new FoundLogin(null, "No login for it is stored.")
            : new FoundLogin(login, $"{Whose(login)} of the docker command's config.json was used.");
    }

    /// <summary>Returns all logins, by registry, as the header that the engine's builder takes; null where there are none.</summary>
    public async Task<string?> ReadAllAsync(CancellationToken cancellationToken)
    {
        DockerConfigFile file = config.ReadConfig();
        using var stream = new MemoryStream();
        int count = 0;
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (string server in (file.Auths?.Keys ?? Enumerable.Empty<string>()).Concat(file.CredHelpers?.Keys ?? Enumerable.Empty<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                FoundLogin found = await FindAsync(server == DockerHub ? "docker.io" : HostOf(server), cancellationToken).ConfigureAwait(false);
                if (found.Login is not { } login)
                    continue;

                count++;
                json.WriteStartObject(server);
                json.WriteString("username", login.User);
                json.WriteString("password", login.Password);
                json.WriteString("identitytoken", login.IdentityToken);
                json.WriteString("serveraddress", login.Server);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return count == 0 ? null : Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length).Replace('+', '-').Replace('/', '_');
    }

    private async Task<FoundLogin> AskAsync(string helper, string server, CancellationToken cancellationToken)
    {
        string program = $"docker-credential-{helper}";
        using var limit = new CancellationTokenSource(HelperLimit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            ProgramResult result = await host.RunProgram(program, "get", server, either.Token).ConfigureAwait(false);
            if (result.ExitCode != 0)
            {
                return result.Output.Contains("credentials not found", StringComparison.OrdinalIgnoreCase)
                    ? new FoundLogin(null, $"The credential helper \"{program}\" has no login for it.")
                    : Failed(program, $"ended with exit code {result.ExitCode} and said \"{result.Output.Trim()}\"");
            }

            HelperAnswer? answer = JsonSerializer.Deserialize(result.Output, EngineJson.Default.HelperAnswer);
            StoredLogin? login = answer is { Secret.Length: > 0 } ? StoredLogin.Of(server, answer) : null;
            return login is null
                ? new FoundLogin(null, $"The credential helper \"{program}\" has no login for it.")
                : new FoundLogin(login, $"{Whose(login)} that the credential helper \"{program}\" keeps was used.");
        }
        catch (Win32Exception e)
        {
            return Failed(program, $"cannot be run: {e.Message.TrimEnd('.')}");
        }
        catch (JsonException)
        {
            return Failed(program, "printed no login");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(program, $"did not answer within {HelperLimit.TotalSeconds:0} seconds");
        }
    }

    private static FoundLogin Failed(string program, string how) => new(
        null,
        $"Its login could not be had, because the credential helper \"{program}\" {how}. Install or repair it, or take it out of the docker command's config.json.");

    private static string Whose(StoredLogin login) => login.User is { } user ? $"The login of \"{user}\"" : "The token";

    // Old files have a whole address in place of the host.
    private static string HostOf(string key)
    {
        string rest = key.IndexOf("://", StringComparison.Ordinal) is >= 0 and var mark ? key[(mark + 3)..] : key;
        return rest.Split('/')[0];
    }
}
