using Compose.Net.Execution;

namespace Compose.Net.Docker.Transport;

/// <summary>Some bytes that a container wrote, not more than a part of a line perhaps.</summary>
/// <param name="Source">Where they were written to.</param>
/// <param name="Bytes">The bytes.</param>
/// <param name="BeginsFrame">Whether they are the first of their frame.</param>
internal readonly record struct OutputPiece(OutputSource Source, byte[] Bytes, bool BeginsFrame = false);
