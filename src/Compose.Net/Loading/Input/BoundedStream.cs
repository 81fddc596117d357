namespace Compose.Net.Loading.Input;

/// <summary>Reads streams of any length: at most a little more than the largest input that is taken.</summary>
internal static class BoundedStream
{
    private const int BufferSize = 64 * 1024;

    public static ReadOnlyMemory<byte> Read(Stream stream, ComposeLimits limits)
    {
        using var copy = new MemoryStream();
        byte[] buffer = new byte[BufferSize];
        int read;
        while (copy.Length <= limits.FileSize && (read = stream.Read(buffer)) > 0)
        {
            copy.Write(buffer, 0, read);
        }

        return Content(copy);
    }

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, ComposeLimits limits, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        byte[] buffer = new byte[BufferSize];
        int read;
        while (copy.Length <= limits.FileSize && (read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            copy.Write(buffer, 0, read);
        }

        return Content(copy);
    }

    private static ReadOnlyMemory<byte> Content(MemoryStream copy) => copy.GetBuffer().AsMemory(0, (int)copy.Length);
}
