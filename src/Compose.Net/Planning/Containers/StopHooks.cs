using System.Collections.Immutable;
using System.Text.Json;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What is run in a container before it is stopped: what its service says, or what it was made with where the file says nothing of it.</summary>
internal static class StopHooks
{
    public static ImmutableArray<HookDefinition> Of(ComposeProject project, ObservedContainer container)
    {
        if (container.State != ContainerState.Running || container.Labels.ContainsKey(Labels.Hook))
        {
            return [];
        }

        ServiceDefinition? service = project.Services.GetValueOrDefault(container.Service) ?? project.DisabledServices.GetValueOrDefault(container.Service);
        return service is { PreStop.IsEmpty: false } ? service.PreStop : Read(container.Labels.GetValueOrDefault(Labels.PreStop));
    }

    public static string Write(ImmutableArray<HookDefinition> hooks) =>
        JsonSerializer.Serialize([.. hooks], PlanningJsonContext.Default.HookDefinitionArray);

    private static ImmutableArray<HookDefinition> Read(string? label)
    {
        try
        {
            return string.IsNullOrEmpty(label) ? [] : [.. JsonSerializer.Deserialize(label, PlanningJsonContext.Default.HookDefinitionArray) ?? []];
        }
        catch (JsonException)
        {
            return []; // A label that somebody else wrote: as good as none.
        }
    }
}
