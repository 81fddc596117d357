using System.Globalization;
using Compose.Net.Docker.Transport;

namespace Compose.Net.Docker.Building;

/// <summary>Passes on what is written, and reports each further 50 megabytes.</summary>
internal sealed class CountingStream(Stream below, IProgress<string>? progress) : PassingStream(below)
{
    private const long Megabyte = 1_000_000;
    private const long Stride = 50 * Megabyte;

    private long _count;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await base.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        long before = _count / Stride;
        _count += buffer.Length;
        if (_count / Stride > before)
            progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{_count / Megabyte} MB of the context sent"));
    }
}
