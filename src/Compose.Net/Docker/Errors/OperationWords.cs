using Compose.Net.Planning;

namespace Compose.Net.Docker.Errors;

/// <summary>Operations in words.</summary>
internal static class OperationWords
{
    /// <summary>Returns that the operation failed, as a half sentence.</summary>
    public static string Failed(Operation operation) => operation switch
    {
        PullImage o => $"Image \"{o.Image}\" could not be pulled",
        PushImage o => $"Image \"{o.Image}\" could not be pushed",
        BuildImage o => $"Image \"{o.Image}\" could not be built",
        RemoveImage o => $"Image \"{o.Image}\" could not be removed",
        CreateNetwork o => $"Network \"{o.Network.Name}\" could not be created",
        RemoveNetwork o => $"Network \"{o.Name}\" could not be removed",
        CreateVolume o => $"Volume \"{o.Volume.Name}\" could not be created",
        RemoveVolume o => $"Volume \"{o.Name}\" could not be removed",
        CreateContainer o => $"Container \"{o.Container.Name}\" could not be created",
        StartContainer o => $"Container \"{o.Name}\" could not be started",
        CopyFiles o => $"Secrets or configs could not be copied into container \"{o.Name}\"",
        RunHook o => $"The {o.Moment} hook of container \"{o.Name}\" could not be run",
        StopContainer o => $"Container \"{o.Name}\" could not be stopped",
        KillContainer o => $"Container \"{o.Name}\" could not be sent {o.Signal}",
        PauseContainer o => $"Container \"{o.Name}\" could not be paused",
        UnpauseContainer o => $"Container \"{o.Name}\" could not be unpaused",
        RenameContainer o => $"Container \"{o.Name}\" could not be renamed to \"{o.NewName}\"",
        RemoveContainer o => $"Container \"{o.Name}\" could not be removed",
        ConnectContainer o => $"Container \"{o.Container}\" could not be connected to network \"{o.Endpoint.Network}\"",
        DisconnectContainer o => $"Container \"{o.Container}\" could not be disconnected from network \"{o.Network}\"",
        WaitOperation => $"Container \"{operation.Subject}\" could not be waited for",
        _ => $"\"{operation.Subject}\" could not be changed",
    };
}
