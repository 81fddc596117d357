using Compose.Net.Diagnostics;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Transport;

/// <summary>Agrees with an engine on the API version to speak.</summary>
internal static class ApiVersions
{
    /// <summary>The oldest version that is supported: that of engine 20.10.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary>The newest version that this code was written for.</summary>
    public static readonly Version Newest = new(1, 54);

    /// <summary>Returns the version to speak: the lower of ours and the engine's, or the one that the user asks for.</summary>
    /// <param name="engine">The engine's newest version.</param>
    /// <param name="wanted">The value of <c>DOCKER_API_VERSION</c>; null or empty where there is none.</param>
    /// <param name="place">The endpoint and who named it, for messages.</param>
    /// <exception cref="ComposeEngineException">The engine is too old, or does not speak the version that was asked for.</exception>
    public static Version Agree(Version engine, string? wanted, string place)
    {
        if (engine < Oldest)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EngineTooOld,
                $"The engine at {place} speaks at most API version {engine}, and at least {Oldest} is needed, which Docker Engine 20.10 has. Update the engine.");
        }

        if (string.IsNullOrEmpty(wanted))
            return engine < Newest ? engine : Newest;

        if (!Version.TryParse(wanted.TrimStart('v'), out Version? asked))
            throw new ComposeEngineException(DiagnosticCodes.EndpointUnusable, $"DOCKER_API_VERSION is \"{wanted}\", which is not a version such as {Oldest}. Correct or unset it.");

        Version upper = engine < Newest ? engine : Newest;
        return asked >= Oldest && asked <= upper
            ? asked
            : throw new ComposeEngineException(
                DiagnosticCodes.EngineTooOld,
                $"DOCKER_API_VERSION asks for API version {asked}; with the engine at {place}, {Oldest} to {upper} can be used. Correct or unset it.");
    }
}
