namespace Compose.Net.Planning;

/// <summary>Sends an image to the registry that its name points at.</summary>
/// <param name="Image">The image's name, with its tag; <c>latest</c> where it has none.</param>
public sealed record PushImage(string Image) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Image;
}
