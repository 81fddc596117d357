using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Writes the steps that make one container run: its files, the start, and the hooks that follow it.</summary>
internal static class StartSteps
{
    /// <summary>Returns the last step: what depends on the container waits for it.</summary>
    public static int Write(ReconcileContext context, ServiceDefinition service, string container, Operation operation, Reason reason, ImmutableArray<int> before, ImmutableArray<int> after)
    {
        if (operation is not StartContainer)
        {
            return context.Plan.Add(operation, reason, before, service.Name, after);
        }

        int step = context.Plan.Add(operation, reason, [.. before, .. PlanBuilder.Step(Copy(context, service, container, before, after))], service.Name, after);
        foreach (HookDefinition hook in service.PostStart)
        {
            step = context.Plan.Add(new RunHook(container, null, RunHook.AfterStart, hook), new Reason("has just started"), [step], service.Name);
        }

        return step;
    }

    /// <summary>Writes the step that copies secrets and configs into a container, and returns it; none where there is nothing to copy.</summary>
    public static int? Copy(ReconcileContext context, ServiceDefinition service, string container, IEnumerable<int> before, ImmutableArray<int> after)
    {
        ImmutableArray<CopiedFile> files = [.. GrantFiles.Of(context.Project, service)];
        return files.IsEmpty ? null : context.Plan.Add(new CopyFiles(container, files), new Reason("must be there before the start"), before, service.Name, after);
    }
}
