using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The texts that secrets and configs are, as files that are copied into a container. A mount of the service itself at the same place wins.</summary>
internal static class GrantFiles
{
    public static IEnumerable<CopiedFile> Of(ComposeProject project, ServiceDefinition service) =>
        Secrets(project, service).Concat(Configs(project, service));

    public static IEnumerable<CopiedFile> Secrets(ComposeProject project, ServiceDefinition service) =>
        from grant in service.Secrets
        let secret = project.Secrets.GetValueOrDefault(grant.Source)
        where secret is { File: null, Value: not null } && !IsMounted(service, GrantPath.OfSecret(grant))
        select File(grant, GrantPath.OfSecret(grant), secret.Value!);

    public static IEnumerable<CopiedFile> Configs(ComposeProject project, ServiceDefinition service) =>
        from grant in service.Configs
        let config = project.Configs.GetValueOrDefault(grant.Source)
        let text = config?.Content ?? config?.Value
        where config is { File: null } && text is not null && !IsMounted(service, GrantPath.OfConfig(grant))
        select File(grant, GrantPath.OfConfig(grant), text);

    private static bool IsMounted(ServiceDefinition service, string path) => service.Mounts.Any(mount => mount.Target == path);

    private static CopiedFile File(FileGrant grant, string path, string text) => new(path)
    {
        UserId = Number(grant.UserId),
        GroupId = Number(grant.GroupId),
        Mode = grant.Mode ?? CopiedFile.UsualMode,
        Text = text,
    };

    // What is no number was refused before.
    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
