using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Model;

/// <summary>Says what is wrong with names that should be services of a project. Pure.</summary>
internal static class ServiceNames
{
    /// <summary>Returns a message for each name that is no service of the project.</summary>
    public static ImmutableArray<string> Unknown(ComposeProject project, IEnumerable<string> names) =>
    [
        .. names.Distinct(StringComparer.Ordinal)
            .Where(name => !project.Services.ContainsKey(name) && !project.DisabledServices.ContainsKey(name))
            .Select(name => Unknown(project, name, [.. project.Services.Keys.Concat(project.DisabledServices.Keys).Order(StringComparer.Ordinal)])),
    ];

    /// <summary>Returns a message for each name that is no service of the project, or one that is disabled.</summary>
    public static ImmutableArray<string> NotEnabled(ComposeProject project, IEnumerable<string> names) =>
    [
        .. names.Distinct(StringComparer.Ordinal)
            .Where(name => !project.Services.ContainsKey(name))
            .Select(name => project.DisabledServices.TryGetValue(name, out ServiceDefinition? disabled)
                ? $"Service \"{name}\" of project \"{project.Name}\" is disabled. {Enabling(disabled)}"
                : Unknown(project, name, [.. project.Services.Keys])),
    ];

    private static string Unknown(ComposeProject project, string name, string[] known) =>
        $"Project \"{project.Name}\" has no service \"{name}\".{Suggestion.For(name, known)} {(known.Length == 0 ? "It has none." : $"Services: {string.Join(", ", known)}.")}";

    private static string Enabling(ServiceDefinition disabled) => disabled.Profiles.IsEmpty
        ? "Name it among the services that are meant."
        : disabled.Profiles.All(profile => profile.Length == 0) ? "Its profile has no name, and is active only where no other is."
        : $"Activate a profile of it: {string.Join(", ", disabled.Profiles.Where(profile => profile.Length > 0))}.";
}
