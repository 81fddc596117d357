using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Compose.Net.Cli.Output;

/// <summary>Variables as a table, or as JSON, in the shapes of the docker command.</summary>
internal static class VariableTable
{
    private const int LeastWidth = 20;

    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ImmutableArray<VariableUse> variables, bool json) => json ? Json(variables) : Table(variables);

    private static string Table(ImmutableArray<VariableUse> variables) => TextTable.Write(
        [
            ["NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"],
            .. variables.Select(use => new[] { use.Name, use.Required ? "true" : "false", use.Default ?? "", use.Alternate ?? "" }),
        ],
        LeastWidth);

    private static string Json(ImmutableArray<VariableUse> variables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            foreach (VariableUse use in variables)
            {
                writer.WriteStartObject(use.Name);
                writer.WriteString("Name", use.Name);
                writer.WriteString("DefaultValue", use.Default ?? "");
                writer.WriteString("PresenceValue", use.Alternate ?? "");
                writer.WriteBoolean("Required", use.Required);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
