using Compose.Net.Diagnostics;

namespace Compose.Net.Planning;

/// <summary>Refuses a plan that touches an endpoint of a running container, where that was asked for. It looks at the finished steps, so it misses none.</summary>
internal static class NetworkChangeCheck
{
    /// <param name="context">The finished plan and what it was made of.</param>
    /// <param name="replaced">The containers that are replaced only because of how they are plugged in, by id.</param>
    public static void Check(ReconcileContext context, IReadOnlyDictionary<string, Reason> replaced)
    {
        if (context.Options.NetworkChange != NetworkChange.Refuse)
        {
            return;
        }

        var running = context.Observed.Containers.Concat(context.Observed.ForeignContainers)
            .Where(container => container.IsActive && context.FateOf(container) is ContainerFate.Kept or ContainerFate.LeftAlone)
            .ToDictionary(container => container.Name, StringComparer.Ordinal);
        foreach (PlanStep step in context.Plan.Steps.Where(step => step.InsteadOf is null && running.ContainsKey(step.Operation.Subject)))
        {
            string? change = step.Operation switch
            {
                ConnectContainer connect => $"plugged into network \"{connect.Endpoint.Network}\"",
                DisconnectContainer disconnect => $"unplugged from network \"{disconnect.Network}\"",
                _ => null,
            };
            if (change is not null)
            {
                Refuse(context, $"would be {change} while it runs", step.Operation.Subject, step.Reason);
            }
        }

        foreach ((string id, Reason reason) in replaced.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (context.Observed.Containers.FirstOrDefault(container => container.Id == id) is { IsActive: true } container)
            {
                Refuse(context, "would be replaced by a new one", container.Name, reason);
            }
        }
    }

    private static void Refuse(ReconcileContext context, string what, string container, Reason reason) => context.Plan.Error(
        DiagnosticCodes.NetworkChangeRefused,
        $"Container \"{container}\" {what}: {reason}. That was not allowed. Allow it with --network-change live or recreate, or take the change back.");
}
