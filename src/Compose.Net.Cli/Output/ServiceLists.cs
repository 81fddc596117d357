using Compose.Net.Cli.Parsing;
using Compose.Net.Model;

namespace Compose.Net.Cli.Output;

/// <summary>What <c>config</c> lists of services.</summary>
internal static class ServiceLists
{
    /// <summary>Each service with its hash.</summary>
    /// <param name="project">The project.</param>
    /// <param name="wanted">Names with commas between them; <c>*</c> is all.</param>
    /// <exception cref="ToolException">One of them is no enabled service.</exception>
    public static string Hashes(ComposeProject project, string wanted)
    {
        IEnumerable<string> names = wanted == "*"
            ? project.Services.Keys
            : wanted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Order(StringComparer.Ordinal);
        return string.Concat(names.Select(name => $"{name} {Hash(project, name)}\n"));
    }

    /// <summary>The profiles of all services, enabled or not.</summary>
    public static IEnumerable<string> Profiles(ComposeProject project) =>
        project.Services.Values.Concat(project.DisabledServices.Values).SelectMany(service => service.Profiles).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The image of each service, and those of its hooks; the one to be built has the name that it gets.</summary>
    public static IEnumerable<string> Images(ComposeProject project) => project.Services.Values.SelectMany(service =>
        service.PreStart.Select(hook => hook.Image).OfType<string>().Prepend(ImageNames.Of(project, service)).Distinct(StringComparer.Ordinal));

    private static string Hash(ComposeProject project, string name)
    {
        NamedServices.Check(project, [name]);
        return project.Services.ContainsKey(name)
            ? project.HashOf(name)
            : throw new ToolException(ToolCodes.NoHash, $"Service \"{name}\" has no hash, because no active profile enables it. Activate one with \"--profile\", or name the service as an argument.");
    }
}
