using System.Collections.Immutable;
using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>All labels of a thing that we create: the user's, then ours, which win.</summary>
internal static class ResourceLabels
{
    private static readonly string OurVersion =
        typeof(ResourceLabels).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static ImmutableSortedDictionary<string, string> Of(ComposeProject project, NetworkDefinition network)
    {
        FieldMap fields = NetworkIdentity.Of(network);
        return network.Labels.SetItems(
        [
            new(Labels.Project, project.Name),
            new(Labels.Version, OurVersion),
            new(Labels.Network, network.Key),
            new(Labels.ConfigHash, fields.Hash()),
            new(Labels.Fields, fields.ToJson()),
        ]);
    }

    public static ImmutableSortedDictionary<string, string> Of(ComposeProject project, VolumeDefinition volume) =>
        volume.Labels.SetItems(
        [
            new(Labels.Project, project.Name),
            new(Labels.Version, OurVersion),
            new(Labels.Volume, volume.Key),
        ]);

    public static ImmutableSortedDictionary<string, string> Of(ComposeProject project, ServiceDefinition service, BuildDefinition build) =>
        build.Labels.SetItems(
        [
            new(Labels.Project, project.Name),
            new(Labels.Version, OurVersion),
            new(Labels.Service, service.Name),
        ]);

    public static ImmutableSortedDictionary<string, string> Of(ComposeProject project, ServiceDefinition service, FieldMap identity, Replica replica, string? imageId)
    {
        ImmutableSortedDictionary<string, string>.Builder labels = service.Labels.ToBuilder();
        labels[Labels.Project] = project.Name;
        labels[Labels.Version] = OurVersion;
        labels[Labels.Service] = service.Name;
        labels[Labels.Number] = replica.Number.ToString(CultureInfo.InvariantCulture);
        labels[Labels.OneOff] = "False";
        labels[Labels.ConfigHash] = labels[Labels.Identity] = identity.Hash();
        labels[Labels.Fields] = identity.ToJson();
        labels[Labels.DependsOn] = DependencyLabel.Write(service.DependsOn);
        if (project.WorkingDirectory.Length > 0)
        {
            labels[Labels.WorkingDirectory] = project.WorkingDirectory;
        }

        if (!project.Files.IsEmpty)
        {
            labels[Labels.ConfigFiles] = string.Join(',', project.Files);
        }

        if (!service.PreStop.IsEmpty)
        {
            labels[Labels.PreStop] = StopHooks.Write(service.PreStop);
        }

        if (imageId is not null)
        {
            labels[Labels.Image] = imageId;
        }

        if (replica.Current is not null)
        {
            labels[Labels.Replace] = replica.Name;
        }

        return labels.ToImmutable();
    }

    /// <summary>The labels of a container that <c>run</c> makes. It is no replica.</summary>
    public static ImmutableSortedDictionary<string, string> OfOneOff(ComposeProject project, ServiceDefinition service, string slug, string? imageId) =>
        Of(project, service, ContainerIdentity.Of(service, project), new Replica(1, "", null, null), imageId)
            .RemoveRange([Labels.Number, Labels.Identity, Labels.Fields])
            .SetItem(Labels.OneOff, "True")
            .SetItem(Labels.Slug, slug);

    /// <summary>The labels of a container that runs a hook before its service starts. It is no replica.</summary>
    public static ImmutableSortedDictionary<string, string> OfHook(ComposeProject project, ServiceDefinition service) =>
        service.Labels.SetItems(
        [
            new(Labels.Project, project.Name),
            new(Labels.Version, OurVersion),
            new(Labels.Service, service.Name),
            new(Labels.OneOff, "False"),
            new(Labels.Hook, "pre_start"),
        ]);
}
