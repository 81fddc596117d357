using Compose.Net.Diagnostics;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Waiting;

/// <summary>Decides, from one look at a container, whether a wait is over. Pure.</summary>
internal static class WaitRules
{
    private const int LongestOutput = 400;

    /// <summary>Judges a wait for a passing health check.</summary>
    public static WaitVerdict Healthy(WaitedContainer container) => container switch
    {
        { State: ContainerState.Exited or ContainerState.Dead } => Ended(container, "before it was healthy"),
        { State: ContainerState.Running, Health: ContainerHealth.None } => new WaitVerdict.Failed(
            DiagnosticCodes.HealthcheckMissing,
            $"Container \"{container.Name}\" has no health check, so it can never be healthy. Give its service a \"healthcheck\", or depend on it with \"condition: service_started\"."),
        _ => Unended(container) ?? Health(container),
    };

    /// <summary>Judges a wait for an end with exit code 0.</summary>
    public static WaitVerdict Completed(WaitedContainer container) => container switch
    {
        { State: ContainerState.Exited, ExitCode: 0 } => new WaitVerdict.Reached(),
        { State: ContainerState.Exited or ContainerState.Dead } => Ended(container, "and should have ended with 0"),
        _ => Unended(container) ?? new WaitVerdict.Pending("is running"),
    };

    /// <summary>Judges a wait for a passing health check or, where there is none, for a running process or a successful end.</summary>
    public static WaitVerdict Ready(WaitedContainer container) => container switch
    {
        { State: ContainerState.Exited, ExitCode: 0 } => new WaitVerdict.Reached(),
        { State: ContainerState.Exited or ContainerState.Dead } => Ended(container, "before it was ready"),
        { State: ContainerState.Running, Health: ContainerHealth.None } => new WaitVerdict.Reached(),
        _ => Unended(container) ?? Health(container),
    };

    /// <summary>Judges a wait for a container that no longer exists.</summary>
    public static WaitVerdict Gone(string name) => new WaitVerdict.Failed(
        DiagnosticCodes.ContainerGone,
        $"Container \"{name}\" was removed while it was waited for. If nobody did so on purpose, run the command again.");

    /// <summary>What a wait for a container comes to that did not get there in time.</summary>
    public static WaitVerdict.Failed Late(string name, WaitedContainer? last, TimeSpan within)
    {
        string stand = last switch
        {
            null => "",
            { State: ContainerState.Running, Health: ContainerHealth.Starting } => FormattableString.Invariant($" Its health check has not succeeded yet.{LastCheck(last)}"),
            { State: ContainerState.Running } => " It is still running.",
            { State: ContainerState.Restarting } => FormattableString.Invariant($" It is restarting after exit code {last.ExitCode}, {last.Restarts} restarts so far."),
            _ => FormattableString.Invariant($" It is {last.State.ToString().ToLowerInvariant()}."),
        };
        return new WaitVerdict.Failed(
            DiagnosticCodes.WaitTimedOut,
            FormattableString.Invariant($"Container \"{name}\" was not ready within {within.TotalSeconds} seconds.{stand} See its log, or give it more time."));
    }

    private static WaitVerdict? Unended(WaitedContainer container) => container.State switch
    {
        ContainerState.Restarting => new WaitVerdict.Pending(
            FormattableString.Invariant($"is restarting after exit code {container.ExitCode}, {container.Restarts} restarts so far")),
        ContainerState.Created => NotRunning(container, "was never started", "Start it with \"docker start\", or run the command again."),
        ContainerState.Paused => NotRunning(container, "is paused", "Run \"docker unpause\" on it, then the command again."),
        ContainerState.Removing => Gone(container.Name),
        _ => null,
    };

    private static WaitVerdict Health(WaitedContainer container) => container.Health switch
    {
        ContainerHealth.Healthy => new WaitVerdict.Reached(),
        ContainerHealth.Unhealthy => new WaitVerdict.Failed(
            DiagnosticCodes.ContainerUnhealthy,
            FormattableString.Invariant($"Container \"{container.Name}\" is unhealthy: its health check failed {container.FailingStreak} times in a row.{LastCheck(container)} See its log, and check the test and the times under \"healthcheck\".")),
        _ => new WaitVerdict.Pending("is starting"),
    };

    private static WaitVerdict.Failed NotRunning(WaitedContainer container, string fact, string wayOut) =>
        new(DiagnosticCodes.ContainerNotRunning, $"Container \"{container.Name}\" {fact}, so there is nothing to wait for. {wayOut}");

    private static WaitVerdict.Failed Ended(WaitedContainer container, string remark) => new(
        DiagnosticCodes.ContainerEnded,
        FormattableString.Invariant($"Container \"{container.Name}\" ended with exit code {container.ExitCode}{Meaning(container)} {remark}.{LastCheck(container)} See its log for the reason."));

    private static string Meaning(WaitedContainer container) => container switch
    {
        { OutOfMemory: true } => " (killed, out of memory)",
        { ExitCode: 126 } => " (its command could not be run)",
        { ExitCode: 127 } => " (its command was not found)",
        { ExitCode: 137 } => " (killed)",
        { ExitCode: 139 } => " (crashed with a segmentation fault)",
        { ExitCode: 143 } => " (asked to end)",
        _ => "",
    };

    private static string LastCheck(WaitedContainer container)
    {
        if (container.LastCheckExitCode is not { } exitCode)
            return "";

        string output = string.Join(' ', container.LastCheckOutput.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string shown = output.Length > LongestOutput ? output[..LongestOutput] + "..." : output;
        string wrote = shown.Length == 0 ? "wrote nothing" : $"wrote \"{shown}\"";
        return FormattableString.Invariant($" The last check ended with exit code {exitCode} and {wrote}.");
    }
}
