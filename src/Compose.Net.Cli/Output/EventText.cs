using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Output;

/// <summary>Events as lines, in the two shapes of the docker command.</summary>
internal static class EventText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(ContainerEvent happened)
    {
        string attributes = string.Join(", ", happened.Attributes.Select(attribute => $"{attribute.Key}={attribute.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{happened.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss.ffffff} container {happened.Action} {happened.ContainerId} ({attributes})");
    }

    public static string Json(ContainerEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("action", happened.Action);
            json.WriteStartObject("attributes");
            foreach ((string name, string value) in happened.Attributes)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteString("id", happened.ContainerId);
            json.WriteString("service", happened.Service);
            json.WriteString("time", EngineMoments.Exact(happened.UnixTimeNanoseconds));
            json.WriteString("type", "container");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
