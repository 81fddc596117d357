using Compose.Net.Docker.Mapping;
using Compose.Net.Planning;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Waiting;

/// <summary>What a wait has to know about its container.</summary>
internal sealed record WaitedContainer
{
    public required string Name { get; init; }

    public ContainerState State { get; init; }

    public ContainerHealth Health { get; init; }

    public int ExitCode { get; init; }

    public bool OutOfMemory { get; init; }

    public int Restarts { get; init; }

    /// <summary>How many health checks failed in a row.</summary>
    public int FailingStreak { get; init; }

    /// <summary>The exit code of the last health check; null where none has run.</summary>
    public int? LastCheckExitCode { get; init; }

    /// <summary>What the last health check wrote.</summary>
    public string LastCheckOutput { get; init; } = "";

    public static WaitedContainer FromWire(string name, Wire.ContainerInspectResponse wire)
    {
        Wire.HealthcheckResult? last = wire.State?.Health?.Log?.LastOrDefault();
        return new WaitedContainer
        {
            Name = name,
            State = StateWords.ToState(wire.State?.Status),
            Health = StateWords.ToHealth(wire.State?.Health?.Status),
            ExitCode = (int)(wire.State?.ExitCode ?? 0),
            OutOfMemory = wire.State?.OOMKilled ?? false,
            Restarts = (int)wire.RestartCount,
            FailingStreak = (int)(wire.State?.Health?.FailingStreak ?? 0),
            LastCheckExitCode = (int?)last?.ExitCode,
            LastCheckOutput = last?.Output ?? "",
        };
    }
}
