using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compose.Net.Cli.Output;

/// <summary>JSON on one line, as the docker command prints it.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>One object.</summary>
    public static string Object(Action<Utf8JsonWriter> writeMembers) => Of(json =>
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    });

    /// <summary>One object a line.</summary>
    public static string Lines<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        var text = new StringBuilder();
        foreach (T item in items)
        {
            text.Append(Of(json => write(json, item))).Append('\n');
        }

        return text.ToString();
    }
}
