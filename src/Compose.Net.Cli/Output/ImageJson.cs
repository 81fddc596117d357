using System.Text.Json;

namespace Compose.Net.Cli.Output;

/// <summary>Containers with their images as one JSON list, with the keys that docker compose uses.</summary>
internal static class ImageJson
{
    public static string Write(IReadOnlyList<ContainerImage> images) => JsonText.Of(json =>
    {
        json.WriteStartArray();
        foreach (ContainerImage entry in images)
        {
            json.WriteStartObject();
            json.WriteString("ID", entry.Container.ImageId);
            json.WriteString("ContainerName", entry.Container.Name);
            json.WriteString("Repository", entry.Repository);
            json.WriteString("Tag", entry.Tag);
            json.WriteString("Platform", entry.Image?.Platform ?? "");
            json.WriteNumber("Size", entry.Image?.Size ?? 0);
            Write(json, "Created", entry.Image?.CreatedAt);
            Write(json, "LastTagTime", entry.Image?.TaggedAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string key, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteString(key, known.UtcDateTime);
        }
    }
}
