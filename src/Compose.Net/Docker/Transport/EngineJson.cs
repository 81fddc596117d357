using System.Text.Json.Serialization;
using Compose.Net.Docker.Building;
using Compose.Net.Docker.Endpoints;

namespace Compose.Net.Docker.Transport;

/// <summary>The JSON that is read and written without the client package, with code made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(DockerConfigFile))]
[JsonSerializable(typeof(ContextFile))]
[JsonSerializable(typeof(NetworkCreateBody))]
[JsonSerializable(typeof(BuildMessage))]
[JsonSerializable(typeof(EngineEvent))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(ExecCreateBody))]
[JsonSerializable(typeof(ExecStartBody))]
[JsonSerializable(typeof(ExecState))]
[JsonSerializable(typeof(HelperAnswer))]
[JsonSerializable(typeof(CreatedBody))]
[JsonSerializable(typeof(InfoBody))]
[JsonSerializable(typeof(WaitBody))]
[JsonSerializable(typeof(StatsBody))]
[JsonSerializable(typeof(PathStatBody))]
[JsonSerializable(typeof(NetworkTasksBody))]
internal sealed partial class EngineJson : JsonSerializerContext;
