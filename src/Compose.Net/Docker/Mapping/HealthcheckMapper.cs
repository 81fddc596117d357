using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>Turns a health check into the engine's form. What is unset stays the image's.</summary>
internal static class HealthcheckMapper
{
    public static Wire.HealthcheckConfig? ToWire(HealthcheckDefinition? check) => check switch
    {
        null => null,
        { Disabled: true } => new Wire.HealthcheckConfig { Test = ["NONE"] },
        _ => new Wire.HealthcheckConfig
        {
            Test = check.Test.IsEmpty ? null : [.. check.Test],
            Interval = check.Interval,
            Timeout = check.Timeout,
            Retries = check.Retries,
            StartPeriod = check.StartPeriod,
            StartInterval = check.StartInterval,
        },
    };
}
