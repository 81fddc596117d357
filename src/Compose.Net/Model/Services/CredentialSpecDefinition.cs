namespace Compose.Net.Model;

/// <summary>Where the credentials of a managed service account are found, on Windows.</summary>
public sealed record CredentialSpecDefinition
{
    /// <summary>The name of a config that holds them. Null where another place is given.</summary>
    public string? Config { get; init; }

    /// <summary>A file below the engine's folder of credential specifications. Null where another place is given.</summary>
    public string? File { get; init; }

    /// <summary>A value in the registry of the engine's host. Null where another place is given.</summary>
    public string? Registry { get; init; }
}
