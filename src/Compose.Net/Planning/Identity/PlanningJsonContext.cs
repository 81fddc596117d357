using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

[JsonSerializable(typeof(SortedList<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(HookDefinition[]))]
internal sealed partial class PlanningJsonContext : JsonSerializerContext
{
    /// <summary>Escapes only what JSON itself demands.</summary>
    public static PlanningJsonContext ForPeople { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
