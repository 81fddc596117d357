using Compose.Net.Diagnostics;

namespace Compose.Net.Cli.Output;

/// <summary>
/// What the tool has to say on standard error beside progress: lines or, where the progress is JSON, an object a line, with the keys that docker
/// compose gives them. Thread-safe as far as the writer is.
/// </summary>
/// <param name="error">Takes them.</param>
/// <param name="asJson">Whether programs read them.</param>
/// <param name="time">Says when a warning came.</param>
internal sealed class Messages(TextWriter error, bool asJson, TimeProvider time)
{
    /// <summary>Warns, or says what is wrong and does not end the command.</summary>
    public void Report(Diagnostic diagnostic) => error.WriteLine(asJson
        ? JsonText.Object(json =>
        {
            json.WriteString("level", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
            json.WriteString("msg", diagnostic.ToString());
            json.WriteString("time", time.GetUtcNow().UtcDateTime);
        })
        : diagnostic.ToString());

    /// <summary>Says what the command failed with.</summary>
    /// <param name="lines">Those that begin with a space belong to the one before.</param>
    public void Fail(IEnumerable<string> lines)
    {
        if (!asJson)
        {
            foreach (string line in lines)
            {
                error.WriteLine(line);
            }

            return;
        }

        var whole = new List<string>();
        foreach (string line in lines)
        {
            if (line.StartsWith(' ') && whole.Count > 0)
            {
                whole[^1] += "\n" + line;
            }
            else
            {
                whole.Add(line);
            }
        }

        whole.ForEach(message => error.WriteLine(JsonText.Object(json =>
        {
            json.WriteBoolean("error", true);
            json.WriteString("message", message);
        })));
    }

    /// <summary>Says something that is neither.</summary>
    public void Tell(string message) => error.WriteLine(asJson ? JsonText.Object(json => json.WriteString("text", message)) : message);
}
