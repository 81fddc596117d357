namespace Compose.Net.Planning;

/// <summary>What a container runs with that recorded no identity of ours, in the words of the compose file, as far as the engine reports it.</summary>
/// <param name="Container">The container's settings, its image's included.</param>
/// <param name="Image">What the image says by itself.</param>
internal sealed record ObservedSettings(FieldMap Container, FieldMap Image);
