using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds secrets and configs that a service cannot be given: those that nobody defines or keeps, and those that its container has no room for.</summary>
internal static class GrantCheck
{
    public static void Check(ComposeProject project, ServiceDefinition service, PlanBuilder plan)
    {
        foreach (FileGrant grant in service.Secrets)
        {
            string start = $"Service \"{service.Name}\" uses secret \"{grant.Source}\"";
            SecretDefinition? secret = project.Secrets.GetValueOrDefault(grant.Source);
            if (IsDefined(secret, secret?.External == true, start, "secrets", service, grant, plan)
                && HasSource(secret!.File, secret.Value, secret.Environment, start, "secrets", grant, plan))
            {
                CheckPlace(service, grant, GrantPath.OfSecret(grant), secret.File is not null, start, plan);
            }
        }

        foreach (FileGrant grant in service.Configs)
        {
            string start = $"Service \"{service.Name}\" uses config \"{grant.Source}\"";
            ConfigDefinition? config = project.Configs.GetValueOrDefault(grant.Source);
            if (IsDefined(config, config?.External == true, start, "configs", service, grant, plan)
                && HasSource(config!.File, config.Content ?? config.Value, config.Environment, start, "configs", grant, plan))
            {
                CheckPlace(service, grant, GrantPath.OfConfig(grant), config.File is not null, start, plan);
            }
        }
    }

    private static bool IsDefined(object? definition, bool external, string start, string section, ServiceDefinition service, FileGrant grant, PlanBuilder plan)
    {
        if (definition is null)
        {
            plan.Error(DiagnosticCodes.UndefinedReference, $"{start}, which the project does not define. Add it to the project's {section}.", "services", service.Name, section);
        }
        else if (external)
        {
            plan.Error(DiagnosticCodes.GrantNotPossible, $"{start}, which is external, and only a swarm keeps such ones. Give it a file.", section, grant.Source, "external");
        }

        return definition is not null && !external;
    }

    private static bool HasSource(string? file, string? text, string? variable, string start, string section, FileGrant grant, PlanBuilder plan)
    {
        if (file is not null || text is not null)
        {
            return true;
        }

        if (variable is null)
        {
            plan.Error(DiagnosticCodes.GrantNotPossible, $"{start}, which has neither a file nor a text. Give it one.", section, grant.Source);
        }
        else
        {
            plan.Error(DiagnosticCodes.GrantVariableUnset, $"{start}, whose variable \"{variable}\" was not set when the project was loaded. Set it, in the environment or in an env file.", section, grant.Source, "environment");
        }

        return false;
    }

    private static void CheckPlace(ServiceDefinition service, FileGrant grant, string path, bool mounted, string start, PlanBuilder plan)
    {
        if (mounted)
        {
            if (grant is not { UserId: null, GroupId: null, Mode: null })
            {
                plan.Warn(DiagnosticCodes.GrantOwnerIgnored, $"{start} with an owner or permissions of its own, which have no effect: a file of the host is mounted with those that it has there. Change them there, and remove \"uid\", \"gid\" and \"mode\".", "services", service.Name);
            }

            return;
        }

        if (service.ReadOnly)
        {
            plan.Error(DiagnosticCodes.GrantNotPossible, $"{start}, which is copied into the container, and the service is read-only. Give it a file, which is mounted, or remove \"read_only\".", "services", service.Name, "read_only");
        }

        if (Cover(service, path) is { } cover)
        {
            plan.Error(DiagnosticCodes.GrantNotPossible, $"{start} at \"{path}\", which the file system in memory at \"{cover}\" hides. Give it another \"target\", or a file, which is mounted.", "services", service.Name);
        }

        foreach (string number in new[] { grant.UserId, grant.GroupId }.OfType<string>().Where(text => !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            plan.Error(DiagnosticCodes.GrantNotPossible, $"{start} for the owner \"{number}\", and only numbers are known before the container runs. Give \"uid\" and \"gid\" as numbers.", "services", service.Name);
        }
    }

    // A file system in memory begins empty at each start.
    private static string? Cover(ServiceDefinition service, string path) => service.Tmpfs.Select(tmpfs => tmpfs.Target)
        .Concat(service.Mounts.OfType<TmpfsMount>().Select(mount => mount.Target))
        .FirstOrDefault(target => path.StartsWith(target.TrimEnd('/') + "/", StringComparison.Ordinal));
}
