using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Finds services by the names of their containers. One that names such a container means the service: it starts after it, and a copy of
/// the project has its own.
/// </summary>
internal sealed class OwnContainers(MappingNode services, string project)
{
    private Dictionary<string, string>? _services;

    /// <summary>The mode with the service in it where its container was named; else the same.</summary>
    public string Mode(string mode, string user) =>
        NamespaceModes.ContainerOf(mode) is { } container && Find(container, user) is { } service ? NamespaceModes.Of(service) : mode;

    /// <summary>The entry of <c>volumes_from</c> with the service in it where its container was named; else the same.</summary>
    public string Source(string source, string user) =>
        VolumesFromSyntax.ContainerOf(source) is { } container && Find(container, user) is { } service ? VolumesFromSyntax.WithService(source, service) : source;

    private string? Find(string container, string user) => (_services ??= Read()).GetValueOrDefault(container) is { } service && service != user ? service : null;

    // Few files name a container, so most never need it.
    private Dictionary<string, string> Read()
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (MappingEntry service in services.Entries)
        {
            // Whether one with profiles takes part is not known yet, and of several containers none stands for the service.
            var definition = (MappingNode)service.Value;
            if (definition.Get<SequenceNode>("profiles") is not { Items.Count: > 0 } && ServiceScale.Of(definition) == 1)
            {
                found.TryAdd(definition.Get<ScalarNode>("container_name")?.Text ?? ContainerNames.Default(project, service.Name, 1), service.Name);
            }
        }

        return found;
    }
}
