namespace Compose.Net.Docker.Endpoints;

/// <summary>The certificates that an endpoint is dialled with.</summary>
/// <param name="Directory">The folder with <c>ca.pem</c>, and with <c>cert.pem</c> and <c>key.pem</c>, which are there together or not at all; empty where there is none.</param>
/// <param name="Verify">Whether the engine's certificate is checked.</param>
internal sealed record TlsFiles(string Directory, bool Verify)
{
    /// <summary>Whether <c>ca.pem</c> must be there, as the docker command has it where variables ask for the check. Else the system's own authorities do without it.</summary>
    public bool NeedsAuthority { get; init; }
}
