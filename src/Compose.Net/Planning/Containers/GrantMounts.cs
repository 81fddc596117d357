using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The files of the host that secrets and configs are, as mounts that can only be read. A mount of the service itself at the same place wins.</summary>
internal static class GrantMounts
{
    public static IEnumerable<MountDefinition> Of(ComposeProject project, ServiceDefinition service) =>
        service.Secrets.Select(grant => (project.Secrets.GetValueOrDefault(grant.Source)?.File, Target: GrantPath.OfSecret(grant)))
            .Concat(service.Configs.Select(grant => (project.Configs.GetValueOrDefault(grant.Source)?.File, Target: GrantPath.OfConfig(grant))))
            .Where(file => file.File is not null && service.Mounts.All(mount => mount.Target != file.Target))
            .Select(file => new BindMount(file.File!, file.Target) { ReadOnly = true, CreateHostPath = false });

    /// <summary>The secret or config of the service that is mounted at a path of its containers; null where none is.</summary>
    public static (string Section, string Name)? At(ServiceDefinition service, string target) =>
        service.Secrets.FirstOrDefault(grant => GrantPath.OfSecret(grant) == target) is { } secret ? ("secrets", secret.Source)
        : service.Configs.FirstOrDefault(grant => GrantPath.OfConfig(grant) == target) is { } config ? ("configs", config.Source)
        : null;

    /// <summary>The mount from a path of the host that an engine's words name, the longest where they name several; null where they name none.</summary>
    public static BindMount? NamedIn(ContainerDefinition container, Func<string, bool> says) =>
        container.Mounts.OfType<BindMount>().Where(mount => says(mount.Source)).MaxBy(mount => mount.Source.Length);
}
