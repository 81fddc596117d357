using System.Buffers.Binary;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Compose.Net.Execution;
using Docker.DotNet;

namespace Compose.Net.Docker.Transport;

/// <summary>Reads what a container wrote: bare bytes with a terminal, else frames that say which stream each piece is of.</summary>
internal static class OutputReader
{
    private const int HeaderLength = 8;

    // What the engine itself has to say, in place of going on.
    private const int EngineError = 3;

    // So that the time at the beginning of a frame is never cut.
    private const int LeastOfFrame = EngineTimestamp.MaxLength + 1;

    /// <summary>Returns the pieces in their order, each with where it was written to.</summary>
    /// <exception cref="DockerApiException">The engine could not go on, and said why.</exception>
    public static async IAsyncEnumerable<OutputPiece> ReadAsync(Stream stream, bool terminal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[32 * 1024];
        while (true)
        {
            OutputSource source = OutputSource.StandardOutput;
            int left = buffer.Length;
            if (!terminal)
            {
                if (await stream.ReadAtLeastAsync(buffer.AsMemory(0, HeaderLength), HeaderLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < HeaderLength)
                    yield break;

                source = (OutputSource)buffer[0]; // The engine counts them as we do.
                left = (int)BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(4));
                if (buffer[0] == EngineError)
                    throw await ReadErrorAsync(stream, buffer.AsMemory(0, Math.Clamp(left, 0, buffer.Length)), cancellationToken).ConfigureAwait(false);
            }

            bool begins = !terminal;
            while (left > 0)
            {
                Memory<byte> room = buffer.AsMemory(0, Math.Min(left, buffer.Length));
                int read = begins
                    ? await stream.ReadAtLeastAsync(room, Math.Min(left, LeastOfFrame), throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)
                    : await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    yield break;

                yield return new OutputPiece(source, buffer[..read], begins);
                begins = false;
                left -= terminal ? 0 : read;
            }
        }
    }

    private static async Task<DockerApiException> ReadErrorAsync(Stream stream, Memory<byte> room, CancellationToken cancellationToken)
    {
        int length = await stream.ReadAtLeastAsync(room, room.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new DockerApiException(HttpStatusCode.InternalServerError, Encoding.UTF8.GetString(room.Span[..length]).Trim());
    }
}
