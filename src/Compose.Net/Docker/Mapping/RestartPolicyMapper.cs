using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns a restart policy into the engine's form.</summary>
internal static class RestartPolicyMapper
{
    public static Wire.RestartPolicy ToWire(RestartPolicy? policy) => new()
    {
        Name = policy?.Condition switch
        {
            RestartCondition.Always => Wire.RestartPolicyKind.Always,
            RestartCondition.UnlessStopped => Wire.RestartPolicyKind.UnlessStopped,
            RestartCondition.OnFailure => Wire.RestartPolicyKind.OnFailure,
            _ => Wire.RestartPolicyKind.No,
        },

        // The engine refuses a number of retries with any other policy.
        MaximumRetryCount = policy is { Condition: RestartCondition.OnFailure, MaximumRetries: { } retries } ? retries : 0,
    };
}
