namespace Compose.Net.Model;

/// <summary>Of what a project is a copy.</summary>
/// <param name="Id">The id of the copy.</param>
/// <param name="Of">The name of the project that it was made of.</param>
internal sealed record CopyOrigin(string Id, string Of);
