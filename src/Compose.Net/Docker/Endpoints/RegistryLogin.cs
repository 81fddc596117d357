namespace Compose.Net.Docker.Endpoints;

/// <summary>One stored login of the docker command.</summary>
internal sealed record RegistryLogin
{
    /// <summary>User and password, joined by a colon, in base64.</summary>
    public string? Auth { get; init; }

    public string? IdentityToken { get; init; }

    // The generated text of a record would print the secrets.
    public override string ToString() => "RegistryLogin";
}
