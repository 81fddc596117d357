using System.Globalization;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Progress;

/// <summary>Events in words.</summary>
internal static class StepWords
{
    /// <summary>Returns for example <c>container shop-db-1 created (0.1s)</c>.</summary>
    public static string Describe(StepEvent value)
    {
        (string subject, string doing, string done) = Of(value.Step.Operation);
        return value switch
        {
            StepStarted => $"{subject} {doing}",
            StepProgressed progressed => $"{subject} {doing}: {progressed.Text}",
            StepSucceeded succeeded => $"{subject} {done} ({Seconds(succeeded.Elapsed)})",
            StepFailed failed => $"{subject} {doing} FAILED ({Seconds(failed.Elapsed)})",
            StepSkipped { Because: { } cause } => $"{subject} {doing} skipped, because {Begun(cause.Operation)} failed",
            StepSkipped => $"{subject} {doing} skipped",
            _ => subject,
        };
    }

    /// <summary>Returns for example <c>Container shop-db-1</c> and <c>Created</c>.</summary>
    public static (string Subject, string State) SubjectAndState(StepEvent value)
    {
        (string subject, string doing, string done) = Of(value.Step.Operation);
        string state = value switch
        {
            StepSucceeded => done,
            StepFailed => "error",
            StepSkipped => "skipped",
            _ => doing,
        };
        return (Capitalised(subject), Capitalised(state));
    }

    private static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Begun(Operation operation) => Of(operation) is var (subject, doing, _) ? $"{subject} {doing}" : "";

    /// <summary>Returns what is waited for before anything begins.</summary>
    public static string Describe(ProjectAwaited value) =>
        $"Waiting for {(value.ProcessId is { } id ? string.Create(CultureInfo.InvariantCulture, $"process {id}") : "another process")}, which is changing project \"{value.Project}\" ...";

    public static string Seconds(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0}s");

    private static (string Subject, string Doing, string Done) Of(Operation operation) => operation switch
    {
        CreateNetwork => ($"network {operation.Subject}", "creating", "created"),
        RemoveNetwork => ($"network {operation.Subject}", "removing", "removed"),
        CreateVolume => ($"volume {operation.Subject}", "creating", "created"),
        RemoveVolume => ($"volume {operation.Subject}", "removing", "removed"),
        PullImage => ($"image {operation.Subject}", "pulling", "pulled"),
        PushImage => ($"image {operation.Subject}", "pushing", "pushed"),
        BuildImage => ($"image {operation.Subject}", "building", "built"),
        RemoveImage => ($"image {operation.Subject}", "removing", "removed"),
        CreateContainer => ($"container {operation.Subject}", "creating", "created"),
        StartContainer => ($"container {operation.Subject}", "starting", "started"),
        CopyFiles => ($"container {operation.Subject}", "copying files", "given its files"),
        RunHook hook => ($"container {operation.Subject}", $"running its {hook.Moment} hook", $"done with its {hook.Moment} hook"),
        StopContainer => ($"container {operation.Subject}", "stopping", "stopped"),
        KillContainer kill => ($"container {kill.Name}", $"sending {kill.Signal}", $"sent {kill.Signal}"),
        PauseContainer => ($"container {operation.Subject}", "pausing", "paused"),
        UnpauseContainer => ($"container {operation.Subject}", "resuming", "resumed"),
        RemoveContainer => ($"container {operation.Subject}", "removing", "removed"),
        RenameContainer rename => ($"container {rename.Name}", $"renaming to {rename.NewName}", $"renamed to {rename.NewName}"),
        ConnectContainer connect => ($"container {connect.Container}", $"connecting to {connect.Endpoint.Network}", $"connected to {connect.Endpoint.Network}"),
        DisconnectContainer disconnect => ($"container {disconnect.Container}", $"disconnecting from {disconnect.Network}", $"disconnected from {disconnect.Network}"),
        WaitUntilHealthy => ($"container {operation.Subject}", "waiting until healthy", "healthy"),
        WaitUntilCompleted => ($"container {operation.Subject}", "waiting until completed", "completed"),
        WaitUntilReady => ($"container {operation.Subject}", "waiting until ready", "ready"),
        _ => (operation.Subject, "working", "done"),
    };
}
