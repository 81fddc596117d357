using Compose.Net.Diagnostics;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Runs a container that is made and not started: listens first, then starts it, and leaves nothing behind that should go.</summary>
internal sealed class OneOffRunner(IContainerEngine engine, IEngineStreams streams)
{
    public async Task<int> RunAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        using IProcessAttachment? attachment = await BeginAsync(run, cancellationToken).ConfigureAwait(false);
        if (attachment is null)
            return 0;

        Task<int> running = attachment.RunAsync(CancellationToken.None);
        try
        {
            return await running.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !running.IsCompleted)
        {
            // What it still writes on its way out is passed on too.
            await StopAsync(run, attachment.ContainerId).ConfigureAwait(false);
            await running.ConfigureAwait(false);
            throw;
        }
        catch (Exception failure) when (failure is not (ComposeException or OperationCanceledException))
        {
            // Who was to take its output, or to give it its input, cannot. Let go of first: what nobody reads holds up its end.
            attachment.Dispose();
            await StopAsync(run, attachment.ContainerId).ConfigureAwait(false);
            throw;
        }
    }

    private Task StopAsync(PlannedRun run, string id) =>
        engine.ExecuteAsync(new StopContainer(run.Container, id, GracePeriod: null), progress: null, CancellationToken.None);

    /// <summary>Makes the container. Where that ends before it could be started, it goes again if it was to go after its run.</summary>
    /// <param name="run">What is run.</param>
    /// <param name="apply">Carries out the plan, and tells of its steps.</param>
    /// <param name="progress">Is told of them too; null for nobody.</param>
    public async Task MakeAsync(PlannedRun run, Func<IProgress<ComposeEvent>, Task> apply, IProgress<ComposeEvent>? progress)
    {
        var made = new Making(run.Container, progress);
        try
        {
            await apply(made).ConfigureAwait(false);
        }
        catch when (made.IsDone && run.Options.Remove)
        {
            await RemoveAsync(run).ConfigureAwait(false);
            throw;
        }
    }

    // Null where nobody listens.
    private async Task<IProcessAttachment?> BeginAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        IProcessAttachment? attachment = null;
        try
        {
            if (!run.Options.Detach)
                attachment = await streams.AttachAsync(run.Container, run.Options.Streams, run.Options.Remove, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();

            // An engine carries out the start that it was asked for, whoever gives up waiting: only what has started can be stopped.
            await engine.ExecuteAsync(new StartContainer(run.Container), progress: null, CancellationToken.None).ConfigureAwait(false);
            if (attachment is null && cancellationToken.IsCancellationRequested)
            {
                await StopAsync(run, run.Container).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return attachment;
        }
        catch
        {
            attachment?.Dispose();
            if (run.Options.Remove)
                await RemoveAsync(run).ConfigureAwait(false);
            throw;
        }
    }

    // The engine removes what has run; what never ran it keeps.
    private Task RemoveAsync(PlannedRun run) => streams.RemoveContainerAsync(run.Container, CancellationToken.None);

    // Another container may have the name, so only the step itself tells that this one is there.
    private sealed class Making(string container, IProgress<ComposeEvent>? progress) : IProgress<ComposeEvent>
    {
        private volatile bool _isDone;

        public bool IsDone => _isDone;

        public void Report(ComposeEvent value)
        {
            _isDone |= value is StepSucceeded { Step.Operation: CreateContainer create } && create.Container.Name == container;
            progress?.Report(value);
        }
    }
}
