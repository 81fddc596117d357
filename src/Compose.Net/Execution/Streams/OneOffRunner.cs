using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Runs a container that is made and not started: listens first, then starts it, and leaves nothing behind that should go.</summary>
internal sealed class OneOffRunner(IContainerEngine engine, IEngineStreams streams)
{
    public async Task<int> RunAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        if (run.Options.Detach)
        {
            await StartAsync(run, cancellationToken).ConfigureAwait(false);
            return 0;
        }

        using IProcessAttachment attachment = await streams.AttachAsync(run.Container, run.Options.Streams, run.Options.Remove, cancellationToken).ConfigureAwait(false);
        await StartAsync(run, cancellationToken).ConfigureAwait(false);
        Task<int> running = attachment.RunAsync(CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !running.IsCompleted)
        {
            // What it still writes on its way out is passed on too.
            await StopAsync(run, attachment).ConfigureAwait(false);
            await running.ConfigureAwait(false);
            throw;
        }
        catch (IOException)
        {
            // Who was to take its output cannot. Let go of first: what nobody reads holds up its end.
            attachment.Dispose();
            await StopAsync(run, attachment).ConfigureAwait(false);
            throw;
        }
    }

    private Task StopAsync(PlannedRun run, IProcessAttachment attachment) =>
        engine.ExecuteAsync(new StopContainer(run.Container, attachment.ContainerId, GracePeriod: null), progress: null, CancellationToken.None);

    // The engine removes what has run; what never ran it keeps.
    private async Task StartAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        try
        {
            await engine.ExecuteAsync(new StartContainer(run.Container), progress: null, cancellationToken).ConfigureAwait(false);
        }
        catch when (run.Options.Remove)
        {
            await streams.RemoveContainerAsync(run.Container, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }
}
