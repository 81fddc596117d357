using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds what a service asks for in its blocks and cannot get: an image, files that cannot be mounted, other providers.</summary>
internal static class BlockCheck
{
    public static void Check(ComposeProject project, PlanBuilder plan)
    {
        foreach (ServiceDefinition service in project.Services.Values.Where(service => service.Scale > 0))
        {
            CheckParts(service, plan);
            GrantCheck.Check(project, service, plan);
            if (service is { Provider: null, Image: null, Build: null })
            {
                plan.Error(DiagnosticCodes.MissingImage, $"Service \"{service.Name}\" has no image. Give it one, or a build.", "services", service.Name);
            }
        }
    }

    private static void CheckParts(ServiceDefinition service, PlanBuilder plan)
    {
        if (service.Provider is { } provider)
        {
            plan.Error(DiagnosticCodes.NotPlannable, $"Service \"{service.Name}\" is provided by \"{provider.Type}\", and providers are not supported yet. Run that one with docker compose, and leave the service out here.", "services", service.Name, "provider");
        }

        if (!service.Models.IsEmpty)
        {
            plan.Error(DiagnosticCodes.NotPlannable, $"Service \"{service.Name}\" uses {List("model", service.Models.Keys)}, and models are not supported yet. Run that service with docker compose, or remove its \"models\".", "services", service.Name, "models");
        }

        CheckHooks(service, plan);
        if (!service.EnvironmentFiles.IsEmpty || !service.LabelFiles.IsEmpty)
        {
            plan.Error(DiagnosticCodes.NotPlannable, $"Service \"{service.Name}\" names files of variables or labels that were not read. Load the project with them, or put their values into the service.", "services", service.Name);
        }
    }

    /// <summary>Finds hooks that cannot be run, or not as they are meant.</summary>
    public static void CheckHooks(ServiceDefinition service, PlanBuilder plan)
    {
        if (service.PreStart.Any(hook => hook.PerReplica == true))
        {
            plan.Error(DiagnosticCodes.NotPlannable, $"Service \"{service.Name}\" has a \"pre_start\" hook with \"per_replica\", which is not supported. Remove it: the hook then runs once, before the first container.", "services", service.Name, "pre_start");
        }

        if (service.PostStart.Concat(service.PreStop).Any(hook => hook.Command is not { IsEmpty: false }))
        {
            plan.Error(DiagnosticCodes.NotPlannable, $"Service \"{service.Name}\" has a \"post_start\" or \"pre_stop\" hook without a command. Give it one.", "services", service.Name);
        }
    }

    private static string List(string kind, IEnumerable<string> names)
    {
        string[] all = [.. names];
        return $"the {kind}{(all.Length == 1 ? "" : "s")} {string.Join(", ", all.Select(name => $"\"{name}\""))}";
    }
}
