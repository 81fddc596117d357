namespace Compose.Net.Docker.Endpoints;

/// <summary>The outcome of looking for a registry's login.</summary>
/// <param name="Login">The login; null where none is stored, or it cannot be had.</param>
/// <param name="Note">What was found, as a sentence for whom the registry does not let in.</param>
internal sealed record FoundLogin(StoredLogin? Login, string Note);
