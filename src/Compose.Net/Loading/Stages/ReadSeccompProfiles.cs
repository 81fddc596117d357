using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compose.Net.Loading.Input;
using Compose.Net.Model;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Reads the seccomp profiles that enabled services name: the engine takes their content, for it may run on another machine.
/// One that is missing is no error here, because a project can be looked at without it; a plan refuses it.
/// </summary>
internal sealed class ReadSeccompProfiles : ILoadStage
{
    public void Run(LoadContext context)
    {
        ComposeProject project = context.Project!; // It was bound by the stage before.
        foreach ((string name, ServiceDefinition service) in project.Services)
        {
            ImmutableSortedDictionary<string, string> profiles = Profiles(service, context);
            if (!profiles.IsEmpty)
            {
                project = project with { Services = project.Services.SetItem(name, service with { SeccompProfiles = profiles }) };
            }
        }

        context.Project = project;
    }

    private static ImmutableSortedDictionary<string, string> Profiles(ServiceDefinition service, LoadContext context)
    {
        ImmutableSortedDictionary<string, string> profiles = service.SeccompProfiles;
        foreach (string file in service.SecurityOptions.Select(SeccompOption.FileOf).OfType<string>())
        {
            if (Read(file, context) is { } profile)
            {
                profiles = profiles.SetItem(file, profile);
            }
        }

        return profiles;
    }

    private static string? Read(string file, LoadContext context)
    {
        FileContent content = context.FileSource.Read(context.FullPath(file));
        if (content.Missing || content.Problem is not null)
        {
            return null;
        }

        try
        {
            using JsonDocument profile = JsonDocument.Parse(content.Bytes);
            return Compact(profile);
        }
        catch (JsonException)
        {
            return null; // A plan says so, where it matters.
        }
    }

    private static string Compact(JsonDocument profile)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            profile.WriteTo(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
