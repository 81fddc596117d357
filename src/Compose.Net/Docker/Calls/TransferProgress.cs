using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Adds up what a pull or a push reports layer by layer, and keeps the error that comes in its midst. Called in order, on one thread.</summary>
internal sealed class TransferProgress(IProgress<string>? progress) : IProgress<Wire.JSONMessage>
{
    private readonly Dictionary<string, (long Current, long Total)> _layers = [];
    private string _said = "";

    /// <summary>The registry's or the engine's error; null where there was none. The answer's status is 200 all the same.</summary>
    public string? Error { get; private set; }

    public void Report(Wire.JSONMessage value)
    {
        Error ??= value.Error?.Message;
        if (value is { ID: { } layer, Status: "Downloading" or "Pushing", Progress: { Total: > 0 and var total } moving })
            _layers[layer] = (moving.Current ?? 0, total);
        else if (value is { ID: { } done, Status: "Download complete" or "Pull complete" or "Pushed" } && _layers.TryGetValue(done, out (long Current, long Total) known))
            _layers[done] = (known.Total, known.Total);
        else
            return;

        string text = FormattableString.Invariant($"{Megabytes(_layers.Values.Sum(size => size.Current))} of {Megabytes(_layers.Values.Sum(size => size.Total))} MB");
        if (text != _said)
            progress?.Report(_said = text);
    }

    private static long Megabytes(long bytes) => (bytes + 500_000) / 1_000_000;
}
