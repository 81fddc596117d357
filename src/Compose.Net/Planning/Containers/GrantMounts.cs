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
}
