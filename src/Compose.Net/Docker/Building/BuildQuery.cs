using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Building;

/// <summary>Turns a build into the address that the engine's builder is asked at. The context is the request's body.</summary>
internal static class BuildQuery
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="operation">The build.</param>
    /// <param name="dockerfile">The Dockerfile's path in the context.</param>
    /// <param name="arguments">The build's arguments, and what is beside them.</param>
    public static string Of(BuildImage operation, string dockerfile, ImmutableSortedDictionary<string, string> arguments)
    {
        BuildDefinition build = operation.Build;
        var query = new StringBuilder("build?version=1&rm=1&forcerm=1");
        Add(query, "t", operation.Image);
        foreach (string tag in build.Tags)
            Add(query, "t", tag);
        Add(query, "dockerfile", dockerfile);
        Add(query, "remote", BuildContext.IsRemote(build.Context) ? build.Context : null);
        Add(query, "target", build.Target);
        Add(query, "platform", operation.Platform);
        Add(query, "networkmode", build.Network);
        Add(query, "isolation", build.Isolation);
        Add(query, "nocache", build.NoCache ? "1" : null);
        Add(query, "pull", build.Pull ? "1" : null);
        Add(query, "memory", operation.Memory?.ToString(CultureInfo.InvariantCulture));
        Add(query, "shmsize", build.SharedMemorySize?.ToString(CultureInfo.InvariantCulture));
        foreach ((string host, ImmutableArray<string> addresses) in build.ExtraHosts)
        {
            foreach (string address in addresses)
                Add(query, "extrahosts", $"{host}:{address}");
        }

        Add(query, "buildargs", arguments.IsEmpty ? null : Json(json => Write(json, arguments)));
        Add(query, "labels", operation.Labels.IsEmpty ? null : Json(json => Write(json, operation.Labels)));
        string[] images = [.. build.CacheFrom.Where(source => !source.Contains('=', StringComparison.Ordinal))];
        Add(query, "cachefrom", images.Length == 0 ? null : Json(json => Write(json, images)));
        Add(query, "ulimits", build.Ulimits.IsEmpty ? null : Json(json => Write(json, build.Ulimits)));
        return query.ToString();
    }

    private static void Add(StringBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            write(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> values)
    {
        json.WriteStartObject();
        foreach ((string name, string value) in values)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string[] values)
    {
        json.WriteStartArray();
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ImmutableSortedDictionary<string, UlimitDefinition> limits)
    {
        json.WriteStartArray();
        foreach ((string name, UlimitDefinition limit) in limits)
        {
            json.WriteStartObject();
            json.WriteString("Name", name);
            json.WriteNumber("Soft", limit.Soft);
            json.WriteNumber("Hard", limit.Hard);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
