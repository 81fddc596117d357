namespace Compose.Net.Planning;

/// <summary>Fetches an image from its registry.</summary>
/// <param name="Image">The image reference.</param>
public sealed record PullImage(string Image) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Image;

    /// <summary>The platform, <c>os[/architecture[/variant]]</c>. Null fetches the one of the engine.</summary>
    public string? Platform { get; init; }
}
