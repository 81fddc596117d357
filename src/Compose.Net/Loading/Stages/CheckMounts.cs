using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that mounts have what their kind needs, and that no file system in memory hides another mount.</summary>
internal sealed class CheckMounts : ILoadStage
{
    public void Run(LoadContext context)
    {
        foreach (MappingEntry service in context.EnabledServices)
        {
            var definition = (MappingNode)service.Value;
            CheckSources(definition, context.Diagnostics);
            CheckTargets(definition, context.Diagnostics);
        }
    }

    private static void CheckSources(MappingNode service, DiagnosticBag diagnostics)
    {
        foreach (MappingNode mount in Mounts(service))
        {
            if (mount.Get<ScalarNode>("type") is { Text: "image" or "npipe" or "cluster" } type
                && mount.Get<ScalarNode>("source") is not { Text.Length: > 0 } && !mount.IsRefused("source"))
            {
                diagnostics.Error(DiagnosticCodes.MissingKey, $"The key \"source\" is missing: a mount of the type {type.Text} must have it.", mount.Span);
            }
        }
    }

    private static void CheckTargets(MappingNode service, DiagnosticBag diagnostics)
    {
        if (service.Get<SequenceNode>("tmpfs") is not { } list)
        {
            return;
        }

        var targets = Mounts(service).Select(mount => mount.Get<ScalarNode>("target")?.Text).OfType<string>().Select(ContainerPath.Clean).ToHashSet(StringComparer.Ordinal);
        foreach (ScalarNode text in list.Items.OfType<ScalarNode>())
        {
            string target = ContainerPath.Clean(TmpfsSyntax.Parse(text.Text).Target);
            if (!targets.Add(target))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateMountTarget, $"Something else is mounted at \"{target}\" already. Remove one of the two.", text.Span);
            }
        }
    }

    private static IEnumerable<MappingNode> Mounts(MappingNode service) => service.Get<SequenceNode>("volumes")?.Items.OfType<MappingNode>() ?? [];
}
