using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Model;

namespace Compose.Net.Loading;

/// <summary>Reads ports and mounts that somebody wrote outside of a file, by the one reading that files have.</summary>
internal static class ShortForms
{
    private const string Only = "only";

    /// <summary>Returns a service that has nothing but the ports and mounts; null, and what was found, where one of the texts cannot be read. Relative paths start from the current folder.</summary>
    public static ServiceDefinition? Read(ComposeProject project, ImmutableArray<string> ports, ImmutableArray<string> volumes, out ImmutableArray<Diagnostic> found)
    {
        var options = new ComposeFileOptions { ProjectName = project.Name, ProjectDirectory = new DiskFileSource().CurrentDirectory, CheckConsistency = false };
        ComposeFileResult result = new ProjectLoader(options).Parse(Write(ports, volumes));
        found = result.Diagnostics;
        return result.Project?.Services[Only];
    }

    // A dollar sign means itself here.
    private static string Write(ImmutableArray<string> ports, ImmutableArray<string> volumes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("services");
            json.WriteStartObject(Only);
            json.WriteString("image", Only);
            json.WriteList("ports", Escaped(ports));
            json.WriteList("volumes", Escaped(volumes));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static IEnumerable<string> Escaped(ImmutableArray<string> texts) => texts.Select(text => text.Replace("$", "$$", StringComparison.Ordinal));
}
