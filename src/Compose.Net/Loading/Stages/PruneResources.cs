using Compose.Net.Loading.Binding;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Takes out what no enabled service uses: networks, volumes, secrets, configs, models, and dependencies that may be absent and are.</summary>
internal sealed class PruneResources : ILoadStage
{
    // Each section at the top, and the names that a service takes from it.
    private static readonly (string Section, Func<MappingNode, IEnumerable<string>> UsedBy)[] Rows =
    [
        ("networks", service => Keys(service, "networks")),
        ("volumes", service => Sources(service, "volumes", mount => mount.Get<ScalarNode>("type")?.Text == "volume")),
        ("secrets", service => Sources(service, "secrets").Concat(service.Get<MappingNode>("build") is { } build ? Sources(build, "secrets") : [])),
        ("configs", service => Sources(service, "configs")),
        ("models", service => Keys(service, "models")),
    ];

    public void Run(LoadContext context)
    {
        MappingNode services = context.Section("services");
        MappingNode[] enabled = [.. context.EnabledServices.Select(service => (MappingNode)service.Value)];
        foreach ((string section, Func<MappingNode, IEnumerable<string>> usedBy) in Rows)
        {
            if (context.Section(section) is { Count: > 0 } resources)
            {
                var used = enabled.SelectMany(usedBy).ToHashSet(StringComparer.Ordinal);
                resources.RemoveAll(resource => !used.Contains(resource.Name));
            }
        }

        // What is not defined at all stays, for whoever looks at a project that was not checked.
        foreach (MappingNode service in enabled)
        {
            service.Get<MappingNode>("depends_on")?.RemoveAll(dependency =>
                IsOptional(dependency.Value) && services.Contains(dependency.Name) && !context.Enabled.Contains(dependency.Name));
        }
    }

    private static bool IsOptional(Node dependency) => (dependency as MappingNode)?.Flag("required") == false;

    private static IEnumerable<string> Keys(MappingNode service, string key) => service.EntriesOf(key).Select(entry => entry.Name);

    private static IEnumerable<string> Sources(MappingNode holder, string key, Func<MappingNode, bool>? counts = null)
    {
        foreach (Node item in holder.Get<SequenceNode>(key)?.Items ?? [])
        {
            if (item is MappingNode mapping && (counts is null || counts(mapping)) && mapping.Get<ScalarNode>("source") is { } source)
            {
                yield return source.Text;
            }
        }
    }
}
