namespace Compose.Net.Engine.Tests.Docker;

/// <summary>Notes that there was progress.</summary>
internal sealed class Said : IProgress<string>
{
    private readonly TaskCompletionSource _something = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Something => _something.Task;

    public void Report(string value) => _something.TrySetResult();
}
