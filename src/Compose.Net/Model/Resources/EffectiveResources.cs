using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>What counts where a service says it in its own keys or under <c>deploy</c>. Where both say it, they say the same.</summary>
internal static class EffectiveResources
{
    public static double? EffectiveCpus(this ServiceDefinition service) => service.Cpus ?? service.Deploy?.Limits?.Cpus;

    public static long? EffectiveMemoryLimit(this ServiceDefinition service) => service.MemoryLimit ?? service.Deploy?.Limits?.Memory;

    public static long? EffectiveMemoryReservation(this ServiceDefinition service) => service.MemoryReservation ?? service.Deploy?.Reservations?.Memory;

    public static long? EffectivePidsLimit(this ServiceDefinition service) => service.PidsLimit ?? service.Deploy?.Limits?.Pids;

    public static ImmutableArray<DeviceRequest> ReservedDevices(this ServiceDefinition service) => service.Deploy?.Reservations?.Devices ?? [];

    /// <summary>The restart policy; that of the deployment wins.</summary>
    public static RestartPolicy? EffectiveRestart(this ServiceDefinition service) => service.Deploy?.RestartPolicy is not { } policy
        ? service.Restart
        : policy.Condition switch
        {
            "none" or "no" => new RestartPolicy(RestartCondition.No),
            "on-failure" => new RestartPolicy(RestartCondition.OnFailure, policy.MaxAttempts is > 0 ? policy.MaxAttempts : null),
            "unless-stopped" => new RestartPolicy(RestartCondition.UnlessStopped),
            _ => new RestartPolicy(RestartCondition.Always),
        };
}
