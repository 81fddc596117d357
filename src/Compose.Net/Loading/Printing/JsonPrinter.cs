using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Prints a tree of nodes as JSON.</summary>
internal static class JsonPrinter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 2 * ComposeLimits.DeepestNesting,
    };

    public static string Print(Node node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, node);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads JSON that this class printed.</summary>
    public static Node Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 2 * ComposeLimits.DeepestNesting });
        return ToNode(document.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (MappingEntry entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Name);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode sequence:
                writer.WriteStartArray();
                foreach (Node item in sequence.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        switch (scalar.Kind)
        {
            case ScalarKind.Null:
                writer.WriteNullValue();
                break;
            case ScalarKind.Boolean:
                writer.WriteBooleanValue(ScalarText.Typed(scalar) == "true");
                break;
            case ScalarKind.Integer:
                writer.WriteRawValue(ScalarText.Typed(scalar));
                break;
            case ScalarKind.Number when ScalarResolver.TryNumber(scalar.Text, out double number) && double.IsFinite(number):
                if (double.IsInteger(number) && Math.Abs(number) < 1e21)
                {
                    writer.WriteRawValue(((Int128)number).ToString(CultureInfo.InvariantCulture));
                }
                else
                {
                    writer.WriteNumberValue(number);
                }

                break;
            default:
                writer.WriteStringValue(scalar.Text);
                break;
        }
    }

    private static Node ToNode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var mapping = new MappingNode(default);
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    mapping.Set(new ScalarNode(default, property.Name), ToNode(property.Value));
                }

                return mapping;
            case JsonValueKind.Array:
                var sequence = new SequenceNode(default);
                foreach (JsonElement item in element.EnumerateArray())
                {
                    sequence.Add(ToNode(item));
                }

                return sequence;
            case JsonValueKind.Number:
                string text = element.GetRawText();
                return new ScalarNode(default, text, text.AsSpan().IndexOfAny(".eE") < 0 ? ScalarKind.Integer : ScalarKind.Number);
            case JsonValueKind.True or JsonValueKind.False:
                return new ScalarNode(default, element.ValueKind == JsonValueKind.True ? "true" : "false", ScalarKind.Boolean);
            case JsonValueKind.Null:
                return new ScalarNode(default, "", ScalarKind.Null);
            default:
                return new ScalarNode(default, element.GetString() ?? "");
        }
    }
}
