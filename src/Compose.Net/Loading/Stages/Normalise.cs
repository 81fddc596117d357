using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Canonical;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Writes out what the file leaves to be understood: the default network, names on the engine, implied dependencies.</summary>
internal sealed class Normalise : ILoadStage
{
    private const string DefaultNetwork = "default";

    private static readonly string[] NamespaceKeys = ["network_mode", "ipc", "pid", "uts", "cgroup"];

    public void Run(LoadContext context)
    {
        FillEmpty(context.Section("networks"));
        FillEmpty(context.Section("volumes"));
        if (!context.Options.Normalize)
        {
            return;
        }

        MappingNode services = context.Section("services");
        OwnContainers? containers = context.Options.Interpolate ? new OwnContainers(services, context.ProjectName) : null;
        bool defaultIsUsed = false;
        for (int i = 0; i < services.Count; i++)
        {
            var service = (MappingNode)services[i].Value;
            JoinDefaultNetwork(service);
            if (containers is not null)
            {
                NormaliseBlocks.Of(service);
                NameServices(service, services[i].Name, containers);
                DependOnLinked(service);
                DependOnNamespaceOwners(service);
                DependOnMountOwners(service);
            }

            defaultIsUsed |= service.Get<MappingNode>("networks")?.Contains(DefaultNetwork) == true;
        }

        if (defaultIsUsed)
        {
            DeclareDefaultNetwork(context.Root!);
        }

        NameResources(context.Section("networks"), context.ProjectName);
        NameResources(context.Section("volumes"), context.ProjectName);
        NameResources(context.Section("secrets"), context.ProjectName);
        NameResources(context.Section("configs"), context.ProjectName);
    }

    // What is only named has no settings.
    private static void FillEmpty(MappingNode resources)
    {
        for (int i = 0; i < resources.Count; i++)
        {
            if (resources[i].Value is not MappingNode)
            {
                resources.SetValue(i, new MappingNode(resources[i].Value.Span));
            }
        }
    }

    private static void JoinDefaultNetwork(MappingNode service)
    {
        if (service.Contains("network_mode")
            || service.Contains("provider")
            || service.Get<MappingNode>("networks") is { Count: > 0 }
            || service.Get<SequenceNode>("networks") is { Items.Count: > 0 })
        {
            return;
        }

        var networks = new MappingNode(service.Span);
        networks.Add(new ScalarNode(service.Span, DefaultNetwork), new ScalarNode(service.Span, "", ScalarKind.Null));
        service.Set(new ScalarNode(service.Span, "networks"), networks);
    }

    private static void NameServices(MappingNode service, string name, OwnContainers containers)
    {
        foreach (string key in NamespaceKeys)
        {
            if (service.Get<ScalarNode>(key) is { } mode && containers.Mode(mode.Text, name) is var named && named != mode.Text)
            {
                service.Set(new ScalarNode(mode.Span, key), new ScalarNode(mode.Span, named));
            }
        }

        if (service.Get<SequenceNode>("volumes_from") is { } sources)
        {
            for (int i = 0; i < sources.Items.Count; i++)
            {
                if (sources.Items[i] is ScalarNode source)
                {
                    sources.Items[i] = new ScalarNode(source.Span, containers.Source(source.Text, name));
                }
            }
        }
    }

    private static void DependOnLinked(MappingNode service)
    {
        foreach (ScalarNode link in Items(service, "links"))
        {
            Depend(service, LinkSyntax.TargetOf(link.Text), link.Span, restart: true);
        }
    }

    private static void DependOnNamespaceOwners(MappingNode service)
    {
        foreach (string key in NamespaceKeys)
        {
            if (service.Get<ScalarNode>(key) is { } mode && NamespaceModes.ServiceOf(mode.Text) is { } owner)
            {
                Depend(service, owner, mode.Span, restart: true);
            }
        }
    }

    private static void DependOnMountOwners(MappingNode service)
    {
        foreach (ScalarNode source in Items(service, "volumes_from"))
        {
            if (VolumesFromSyntax.ServiceOf(source.Text) is { } owner)
            {
                Depend(service, owner, source.Span, restart: false);
            }
        }
    }

    // What the user says about the other service stays as it is.
    private static void Depend(MappingNode service, string other, SourceSpan span, bool restart)
    {
        MappingNode? dependencies = service.Get<MappingNode>("depends_on");
        if (dependencies is null)
        {
            dependencies = new MappingNode(span);
            service.Add(new ScalarNode(span, "depends_on"), dependencies);
        }

        if (!dependencies.Contains(other))
        {
            MappingNode dependency = NameListForm.StartedService(span);
            if (restart)
            {
                dependency.Add(new ScalarNode(span, "restart"), new ScalarNode(span, "true", ScalarKind.Boolean));
            }

            dependencies.Add(new ScalarNode(span, other), dependency);
        }
    }

    private static IEnumerable<ScalarNode> Items(MappingNode service, string key) =>
        service.Get<SequenceNode>(key)?.Items.OfType<ScalarNode>() ?? [];

    private static void DeclareDefaultNetwork(MappingNode root)
    {
        MappingNode? networks = root.Get<MappingNode>("networks");
        if (networks is null)
        {
            networks = new MappingNode(root.Span);
            root.Add(new ScalarNode(root.Span, "networks"), networks);
        }

        if (!networks.Contains(DefaultNetwork))
        {
            networks.Add(new ScalarNode(root.Span, DefaultNetwork), new MappingNode(root.Span));
        }
    }

    private static void NameResources(MappingNode resources, string project)
    {
        for (int i = 0; i < resources.Count; i++)
        {
            MappingEntry entry = resources[i];
            var resource = (MappingNode)entry.Value;
            if (resource.Get<ScalarNode>("name") is not { Text.Length: > 0 })
            {
                resource.Set(new ScalarNode(entry.Key.Span, "name"), new ScalarNode(entry.Key.Span, resource.IsExternal() ? entry.Name : $"{project}_{entry.Name}"));
            }
        }
    }
}
