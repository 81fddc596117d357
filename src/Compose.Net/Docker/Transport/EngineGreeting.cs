using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Docker.DotNet;

namespace Compose.Net.Docker.Transport;

/// <summary>What an engine says of itself when it is first spoken to.</summary>
/// <param name="EngineVersion">Its own version; empty where it does not tell.</param>
/// <param name="ApiVersion">The API version to speak with it.</param>
/// <param name="IsPodman">Whether it is Podman, which speaks the same API.</param>
internal sealed record EngineGreeting(string EngineVersion, Version ApiVersion, bool IsPodman)
{
    /// <summary>Asks the engine, without an API version, which one it speaks.</summary>
    /// <exception cref="ComposeEngineException">It is too old, or no engine.</exception>
    public static async Task<EngineGreeting> ReadAsync(EngineHttp http, string? wanted, string place, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await http.GetAsync("_ping", cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e)
        {
            throw NoEngine(place, e);
        }

        using (response)
        {
            return response.Headers.TryGetValues("Api-Version", out IEnumerable<string>? values) && Version.TryParse(values.First(), out Version? newest)
                ? new EngineGreeting(ReadEngineVersion(response), ApiVersions.Agree(newest, wanted, place), SaysPodman(response))
                : throw NoEngine(place, null);
        }
    }

    // The header reads "Docker/20.10.24 (linux)".
    private static string ReadEngineVersion(HttpResponseMessage response) =>
        response.Headers.Server.FirstOrDefault(server => server.Product is { Name: "Docker" or "Libpod" })?.Product?.Version ?? "";

    private static bool SaysPodman(HttpResponseMessage response) => response.Headers.Server.Any(server => server.Product is { Name: "Libpod" });

    private static ComposeEngineException NoEngine(string place, DockerApiException? refusal) => new(
        DiagnosticCodes.EngineUnreachable,
        $"No connection to an engine: what answers at {place} does not speak like a Docker Engine. Check the endpoint.",
        (int?)refusal?.StatusCode,
        refusal);
}
