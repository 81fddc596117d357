using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that the enabled services fit together with what the file defines.</summary>
internal sealed class CheckConsistency : ILoadStage
{
    // Where a service may have its image from.
    private static readonly string[] ImageKeys = ["image", "build", "provider", "extends"];

    public void Run(LoadContext context)
    {
        var defined = (
            Services: DefinedNames.Of("Service", "services", context),
            Networks: DefinedNames.Of("Network", "networks", context),
            Volumes: DefinedNames.Of("Volume", "volumes", context));
        var blocks = new BlockConsistency(context, defined.Services);
        var containerNames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (MappingEntry service in context.EnabledServices)
        {
            var definition = (MappingNode)service.Value;
            CheckImage(service, definition, context);
            CheckDependencies(service.Name, definition, defined.Services, context);
            CheckNetworks(definition, defined.Networks, context.Diagnostics);
            CheckVolumes(definition, defined.Volumes, context);
            blocks.Check(service.Name, definition);
            CheckContainerName(service.Name, definition, containerNames, context.Diagnostics);
        }

        SecretSources.Check(context);
        CheckExternal(context.Section("networks"), "network", context.Diagnostics.Warning);
        CheckExternal(context.Section("volumes"), "volume", context.Diagnostics.Error);
        CheckExternal(context.Section("secrets"), "secret", context.Diagnostics.Warning);
        CheckExternal(context.Section("configs"), "config", context.Diagnostics.Warning);
    }

    private static void CheckImage(MappingEntry service, MappingNode definition, LoadContext context)
    {
        bool given = definition.Get<ScalarNode>("image") is { Text.Length: > 0 } || definition.Contains("build") || definition.Contains("provider");
        if (!given && !Array.Exists(ImageKeys, definition.IsRefused))
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingImage, $"Service \"{service.Name}\" has no image. Give it one with \"image:\", or with \"build:\".", service.Key.Span);
        }
    }

    private static void CheckDependencies(string service, MappingNode definition, DefinedNames services, LoadContext context)
    {
        if (definition.Get<MappingNode>("depends_on") is not { } dependencies)
        {
            return;
        }

        for (int i = 0; i < dependencies.Count; i++)
        {
            MappingEntry dependency = dependencies[i];
            if (services.Lacks(dependency.Name))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedService, services.Undefined(dependency.Name), dependency.Key.Span);
            }
            else if (services.Section.TryGet(dependency.Name, out Node? target)
                && !context.Enabled.Contains(dependency.Name) && ((MappingNode)dependency.Value).IsTrue("required"))
            {
                context.Diagnostics.Error(
                    DiagnosticCodes.DisabledDependency,
                    $"Service \"{service}\" needs service \"{dependency.Name}\", which no active profile enables. Activate one of its profiles: {Profiles((MappingNode)target)}.",
                    dependency.Key.Span);
            }
        }
    }

    private static void CheckNetworks(MappingNode definition, DefinedNames defined, DiagnosticBag diagnostics)
    {
        if (definition.Get<MappingNode>("networks") is not { } networks)
        {
            return;
        }

        if (networks.Count > 0 && definition.TryGetEntry("network_mode", out MappingEntry mode))
        {
            diagnostics.Error(
                DiagnosticCodes.NetworkModeWithNetworks,
                "A service has either \"network_mode\" or \"networks\", not both. Remove one of them.",
                mode.Key.Span);
        }

        for (int i = 0; i < networks.Count; i++)
        {
            if (defined.Lacks(networks[i].Name))
            {
                diagnostics.Error(DiagnosticCodes.UndefinedNetwork, defined.Undefined(networks[i].Name), networks[i].Key.Span);
            }
        }
    }

    private static void CheckVolumes(MappingNode definition, DefinedNames defined, LoadContext context)
    {
        if (definition.Get<SequenceNode>("volumes") is not { } mounts)
        {
            return;
        }

        foreach (Node item in mounts.Items)
        {
            var mount = (MappingNode)item;
            if (mount.Get<ScalarNode>("target") is not { Text.Length: > 0 } && !mount.IsRefused("target"))
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"target\" is missing: a mount must have it.", mount.Span);
            }

            if (mount.Get<ScalarNode>("type")?.Text == "bind" && mount.Get<ScalarNode>("source") is not { Text.Length: > 0 } && !mount.IsRefused("source"))
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"source\" is missing: a bind mount must have it.", mount.Span);
            }

            if (mount.Get<ScalarNode>("type")?.Text == "volume" && mount.Get<ScalarNode>("source") is { Text.Length: > 0 } source && defined.Lacks(source.Text))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedVolume, defined.Undefined(source.Text), source.Span);
            }
        }
    }

    private static void CheckContainerName(string service, MappingNode definition, Dictionary<string, string> names, DiagnosticBag diagnostics)
    {
        if (definition.Get<ScalarNode>("container_name") is not { } name)
        {
            return;
        }

        if (ServiceScale.Of(definition) is > 1 and int scale)
        {
            diagnostics.Error(
                DiagnosticCodes.ContainerNameWithScale,
                string.Create(CultureInfo.InvariantCulture, $"The {scale} containers of service \"{service}\" cannot all be named \"{name.Text}\". Remove \"container_name\", or set \"scale\" to 1."),
                name.Span);
        }

        if (!names.TryAdd(name.Text, service))
        {
            diagnostics.Error(
                DiagnosticCodes.DuplicateContainerName,
                $"Services \"{names[name.Text]}\" and \"{service}\" have the same container name, \"{name.Text}\". Give one of them another.",
                name.Span);
        }
    }

    // What somebody else owns is not ours to describe. docker compose refuses such a volume only.
    private static void CheckExternal(MappingNode resources, string kind, Action<string, string, SourceSpan?> report)
    {
        for (int i = 0; i < resources.Count; i++)
        {
            var resource = (MappingNode)resources[i].Value;
            if (!resource.IsExternal())
            {
                continue;
            }

            foreach (MappingEntry entry in resource.Entries)
            {
                if (entry.Name is not ("name" or "external") && entry.Value is not MappingNode { Count: 0 } && !entry.Name.StartsWith("x-", StringComparison.Ordinal))
                {
                    report(
                        DiagnosticCodes.ExternalWithAttributes,
                        $"The {kind} \"{resources[i].Name}\" is external, so \"{entry.Name}\" has no effect. Remove it, or remove \"external\".",
                        entry.Key.Span);
                }
            }
        }
    }

    private static string Profiles(MappingNode service)
    {
        var names = new List<string>();
        foreach (Node profile in service.Get<SequenceNode>("profiles")!.Items)
        {
            names.Add(((ScalarNode)profile).Text);
        }

        return string.Join(", ", names);
    }

}
