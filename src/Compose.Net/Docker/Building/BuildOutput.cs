using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Compose.Net.Docker.Transport;

namespace Compose.Net.Docker.Building;

/// <summary>Reads what the engine's builder tells: passes its lines on, and keeps what explains a failure.</summary>
internal sealed partial class BuildOutput(IProgress<string>? progress)
{
    private const int LinesOfAFailure = 20;

    private readonly StringBuilder _line = new();
    private readonly Queue<string> _lastLines = [];

    /// <summary>The step of the Dockerfile that was under way, for example <c>3/4 : RUN make</c>; null before the first.</summary>
    public string? Step { get; private set; }

    /// <summary>The error that came in the midst; null where there was none. The answer's status is 200 all the same.</summary>
    public string? Error { get; private set; }

    /// <summary>The last lines that the step wrote.</summary>
    public ImmutableArray<string> LastLines => [.. _lastLines];

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, EngineJson.Default.BuildMessage) is { } message)
                Take(message);
        }

        EndLine();
    }

    public void Take(BuildMessage message)
    {
        Error ??= message.Error;
        foreach (char c in message.Stream ?? "")
        {
            if (c == '\n')
                EndLine();
            else
                _line.Append(c);
        }
    }

    private void EndLine()
    {
        string line = Escapes().Replace(_line.ToString(), "").TrimEnd();
        _line.Clear();
        if (line.Length == 0)
            return;

        if (Steps().Match(line) is { Success: true } step)
        {
            Step = step.Groups["step"].Value;
            _lastLines.Clear();
        }
        else
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesOfAFailure)
                _lastLines.Dequeue();
        }

        progress?.Report(line);
    }

    [GeneratedRegex(@"^Step (?<step>\d+/\d+ : .+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();

    // The builder colours what a command writes to its standard error.
    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
