namespace Compose.Net.Planning;

/// <summary>Takes an image's name away and, with the last one, the image.</summary>
/// <param name="Image">The image reference.</param>
public sealed record RemoveImage(string Image) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Image;
}
