using System.Text.Json.Serialization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

[JsonSerializable(typeof(SortedList<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(HookDefinition[]))]
internal sealed partial class PlanningJsonContext : JsonSerializerContext;
