using System.Buffers;
using System.Text;
using System.Text.Json;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Progress;

/// <summary>One JSON object a line, with the keys that docker compose gives them: <c>id</c>, <c>status</c> and, where there is more to say, <c>text</c>.</summary>
internal sealed class JsonProgress(TextWriter error) : IProgressView, IProgress<ComposeEvent>
{
    private readonly Lock _lock = new();

    public Task<Plan> ShowAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work) => work(this);

    // Programs see it by the exit code.
    public void Conclude(string message)
    {
    }

    public void Tell(string message) => Write(null, null, message);

    public void Report(ComposeEvent value)
    {
        switch (value)
        {
            case ProjectAwaited awaited:
                Tell(StepWords.Describe(awaited));
                break;
            case StepEvent step:
                (string subject, string status) = StepWords.SubjectAndState(step);
                Write(subject, status, (step as StepProgressed)?.Text ?? (step as StepFailed)?.Exception.Message);
                break;
        }
    }

    private void Write(string? id, string? status, string? text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteIfGiven(json, "id", id);
            WriteIfGiven(json, "text", text);
            WriteIfGiven(json, "status", status);
            json.WriteEndObject();
        }

        lock (_lock)
        {
            error.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        }
    }

    private static void WriteIfGiven(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }
}
