namespace Compose.Net.Planning;

/// <summary>Operations in words: a mark, what is done, and past forms for progress.</summary>
internal static class OperationText
{
    /// <summary>One character for the kind: <c>+</c> makes, <c>-</c> takes away, <c>~</c> changes, <c>&gt;</c> starts, <c>.</c> stops, <c>?</c> waits.</summary>
    public static char Mark(Operation operation) => operation switch
    {
        CreateNetwork or CreateVolume or CreateContainer or PullImage or BuildImage => '+',
        RemoveNetwork or RemoveVolume or RemoveContainer or RemoveImage => '-',
        StartContainer or UnpauseContainer => '>',
        StopContainer or KillContainer or PauseContainer => '.',
        WaitOperation => '?',
        _ => '~',
    };

    /// <summary>The kind as a stable word for programs.</summary>
    public static string Kind(Operation operation) => operation switch
    {
        CreateNetwork => "create-network",
        RemoveNetwork => "remove-network",
        CreateVolume => "create-volume",
        RemoveVolume => "remove-volume",
        PullImage => "pull-image",
        PushImage => "push-image",
        BuildImage => "build-image",
        RemoveImage => "remove-image",
        CreateContainer => "create-container",
        StartContainer => "start-container",
        StopContainer => "stop-container",
        CopyFiles => "copy-files",
        RunHook => "run-hook",
        KillContainer => "kill-container",
        PauseContainer => "pause-container",
        UnpauseContainer => "unpause-container",
        RemoveContainer => "remove-container",
        RenameContainer => "rename-container",
        ConnectContainer => "connect-container",
        DisconnectContainer => "disconnect-container",
        WaitUntilHealthy => "wait-until-healthy",
        WaitUntilCompleted => "wait-until-completed",
        WaitUntilReady => "wait-until-ready",
        _ => throw new NotSupportedException($"Operation {operation.GetType().Name} has no name yet."),
    };

    /// <summary>What is to be done.</summary>
    public static string Describe(Operation operation) => operation switch
    {
        CreateNetwork create => $"create network {create.Network.Name}{(create.Network.Internal ? " (internal)" : "")}",
        RemoveNetwork remove => $"remove network {remove.Name}",
        CreateVolume create => $"create volume {create.Volume.Name}",
        RemoveVolume remove => $"remove volume {remove.Name}",
        PullImage pull => $"pull image {pull.Image}{For(pull.Platform)}",
        PushImage push => $"push image {push.Image}",
        BuildImage build => $"build image {build.Image}{For(build.Platform)}{(build.OnlyIfMissing ? " if it is still missing" : "")}",
        RemoveImage remove => $"remove image {remove.Image}",
        CreateContainer create => $"create container {create.Container.Name}",
        StartContainer start => $"start container {start.Name}",
        StopContainer stop => $"stop container {stop.Name}",
        CopyFiles copy => $"copy {string.Join(", ", copy.Files.Select(file => file.Path))} into {copy.Name}",
        RunHook hook => $"run the {hook.Moment} hook in {hook.Name}",
        KillContainer kill => $"kill container {kill.Name} with {kill.Signal}",
        PauseContainer pause => $"pause container {pause.Name}",
        UnpauseContainer unpause => $"unpause container {unpause.Name}",
        RemoveContainer remove => $"remove container {remove.Name}",
        RenameContainer rename => $"rename container {rename.Name} to {rename.NewName}",
        ConnectContainer connect => $"connect {connect.Container} to {connect.Endpoint.Network}{Address(connect.Endpoint)}",
        DisconnectContainer disconnect => $"disconnect {disconnect.Container} from {disconnect.Network}",
        WaitUntilHealthy wait => $"wait until {wait.Name} is healthy{Within(wait.Within)}",
        WaitUntilCompleted wait => $"wait until {wait.Name} has completed{Within(wait.Within)}",
        WaitUntilReady wait => $"wait until {wait.Name} is ready{Within(wait.Within)}",
        _ => throw new NotSupportedException($"Operation {operation.GetType().Name} has no text yet."),
    };

    private static string For(string? platform) => platform is null ? "" : $" for {platform}";

    private static string Within(TimeSpan? limit) => limit is { } time ? FormattableString.Invariant($", {time.TotalSeconds} s at most") : "";

    private static string Address(ContainerEndpoint endpoint) =>
        (endpoint.Ipv4Address ?? endpoint.Ipv6Address) is { } address ? $" at {address}" : "";
}
