using Compose.Net.Execution;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>Cancels as soon as a number of steps has begun: while the last of them is under way.</summary>
internal sealed class CancelAt(int steps, CancellationTokenSource cancellation) : IProgress<ComposeEvent>
{
    private int _begun;

    public void Report(ComposeEvent value)
    {
        if (value is StepStarted && Interlocked.Increment(ref _begun) == steps)
            cancellation.Cancel();
    }
}
