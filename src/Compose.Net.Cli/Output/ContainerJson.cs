using System.Globalization;
using System.Text.Json;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Output;

/// <summary>Containers as one JSON object a line, with the keys that docker compose uses.</summary>
internal static class ContainerJson
{
    private const int LongestMount = 15;

    public static string Write(IReadOnlyList<ListedContainer> containers, bool truncates, DateTimeOffset now) =>
        JsonText.Lines(containers, (json, container) => Write(json, container, truncates, now));

    // As a text in a program would be written, which docker compose does.
    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    private static void Write(Utf8JsonWriter json, ListedContainer container, bool truncates, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("Command", Quoted(truncates ? Shortened.To(ContainerTable.LongestCommand, container.Command) : container.Command));
        json.WriteString("CreatedAt", container.CreatedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss '+0000 UTC'", CultureInfo.InvariantCulture));
        json.WriteNumber("ExitCode", container.ExitCode);
        json.WriteString("Health", ContainerWords.Of(container.Health));
        json.WriteString("ID", truncates ? Shortened.Id(container.Id) : container.Id);
        json.WriteString("Image", container.Image);
        json.WriteString("Labels", string.Join(',', container.Labels.Select(label => $"{label.Key}={label.Value}")));
        json.WriteString("LocalVolumes", container.LocalVolumes.ToString(CultureInfo.InvariantCulture));
        json.WriteString("Mounts", string.Join(',', container.Mounts.Select(mount => truncates ? Shortened.To(LongestMount, mount) : mount)));
        json.WriteString("Name", container.Name);
        json.WriteString("Names", container.Name);
        json.WriteString("Networks", string.Join(',', container.Networks.Keys));
        json.WriteString("Ports", ContainerTable.Ports(container));
        json.WriteString("Project", container.Project);
        WritePublishers(json, container);
        json.WriteString("RunningFor", $"{Ago.Of(now - container.CreatedAt)} ago");
        json.WriteString("Service", container.Service);
        json.WriteString("Size", "0B");
        json.WriteString("State", ContainerWords.Of(container.State));
        json.WriteString("Status", container.Status);
        json.WriteEndObject();
    }

    private static void WritePublishers(Utf8JsonWriter json, ListedContainer container)
    {
        json.WriteStartArray("Publishers");
        foreach (ObservedPort port in container.Ports)
        {
            WritePublisher(json, port);
        }

        foreach (string port in container.ExposedPorts)
        {
            string[] parts = port.Split('/');
            WritePublisher(json, new ObservedPort(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], "", 0));
        }

        json.WriteEndArray();
    }

    private static void WritePublisher(Utf8JsonWriter json, ObservedPort port)
    {
        json.WriteStartObject();
        json.WriteString("URL", port.HostIp);
        json.WriteNumber("TargetPort", port.Target);
        json.WriteNumber("PublishedPort", port.HostPort);
        json.WriteString("Protocol", port.Protocol);
        json.WriteEndObject();
    }
}
