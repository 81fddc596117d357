namespace Compose.Net.Docker.Transport;

/// <summary>Some bytes that a container wrote, not more than a part of a line perhaps.</summary>
/// <param name="Source">1 for standard output, 2 for standard error.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="BeginsFrame">Whether they are the first of their frame.</param>
internal readonly record struct OutputPiece(int Source, byte[] Bytes, bool BeginsFrame = false);
