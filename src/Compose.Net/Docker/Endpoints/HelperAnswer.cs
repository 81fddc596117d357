namespace Compose.Net.Docker.Endpoints;

/// <summary>A login as a credential helper prints it.</summary>
internal sealed record HelperAnswer
{
    public string? Username { get; init; }

    public string? Secret { get; init; }

    // The generated text of a record would print the secret.
    public override string ToString() => "HelperAnswer";
}
