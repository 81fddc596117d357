using System.Collections.Immutable;
using Compose.Net.Loading.Binding;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Makes the model of the checked document.</summary>
internal sealed class BindProject : ILoadStage
{
    public void Run(LoadContext context)
    {
        ImmutableSortedDictionary<string, ServiceDefinition>.Builder enabled = ImmutableSortedDictionary.CreateBuilder<string, ServiceDefinition>(StringComparer.Ordinal);
        ImmutableSortedDictionary<string, ServiceDefinition>.Builder disabled = ImmutableSortedDictionary.CreateBuilder<string, ServiceDefinition>(StringComparer.Ordinal);
        foreach (MappingEntry service in context.Section("services").Entries)
        {
            (context.Enabled.Contains(service.Name) ? enabled : disabled).Add(service.Name, ServiceBinder.Bind(service.Name, (MappingNode)service.Value));
        }

        context.Project = new ComposeProject
        {
            Name = context.ProjectName,
            WorkingDirectory = context.ProjectDirectory,
            Files = context.Files,
            Services = enabled.ToImmutable(),
            DisabledServices = disabled.ToImmutable(),
            Networks = context.Section("networks").ToMap(NetworkBinder.Bind),
            Volumes = context.Section("volumes").ToMap(VolumeBinder.Bind),
            Models = context.Section("models").ToMap(ModelBinder.Bind),
            Secrets = context.Section("secrets").ToMap((string key, MappingNode node) =>
                SecretBinder.Secret(key, node) with { Value = Value("secrets", key, node, context) }),
            Configs = context.Section("configs").ToMap((string key, MappingNode node) =>
                SecretBinder.Config(key, node) with { Value = Value("configs", key, node, context) }),
            Places = new TreePlaces(context.Root!),
            Extensions = ExtensionBinder.Bind(context.Root!),
        };
    }

    private static string? Value(string section, string key, MappingNode node, LoadContext context) =>
        Variable(node) is { } variable ? context.GrantValues.GetValueOrDefault((section, key, variable.Text)) : null;

    private static ScalarNode? Variable(MappingNode node) => node.Get<ScalarNode>("environment") is { IsNull: false } variable ? variable : null;
}
