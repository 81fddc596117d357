using System.Collections.Immutable;
using System.Diagnostics;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Compose.Net.Hosting;

/// <summary>
/// Brings a project up before any hosted service starts, and takes it down after all of them stopped.
/// </summary>
/// <remarks>The host calls <c>StartingAsync</c> of every service before <c>StartAsync</c> of the first one, and <c>StoppedAsync</c> after the last <c>StopAsync</c>.</remarks>
internal sealed partial class ComposeProjectService(
    ComposeProjectRegistration registration,
    RunningProject running,
    IOptionsMonitor<ComposeProjectOptions> options,
    ConnectToEngine connect,
    TimeProvider time,
    string folder,
    ILogger logger) : IHostedLifecycleService, IAsyncDisposable
{
    // As long as the host's own default for a shutdown.
    private static readonly TimeSpan CleanUpTimeout = TimeSpan.FromSeconds(30);

    // Long enough for the engine to make what it is making, and short beside the patience of hosts.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private const int LogLines = 20;

    private ComposeProject? _project;
    private ComposeClient? _client;
    private bool _mayHaveContainers;

    // As they were when the project came up: what a reload changes, or spoils, is of interest to the next start.
    private ComposeProjectOptions? _options;

    private ReconcileOptions Wish => new() { Wait = Options.Wait, Build = Options.Build, PullPolicy = Options.PullPolicy, RemoveOrphans = Options.RemoveOrphans };

    private ComposeProjectOptions Options => _options ??= options.Get(registration.Key);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using Activity? activity = ComposeActivities.Source.StartActivity("compose up");
        try
        {
            await UpAsync(activity, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            activity?.SetFailure(exception);
            await CleanUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => DownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Only where no stop came before: the start of another service failed, or the host was just disposed.
        await CleanUpAsync().ConfigureAwait(false);
        if (_client is { } client)
        {
            _client = null;
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task UpAsync(Activity? activity, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(TimeLimit.Of(Options.StartupTimeout, nameof(Options.StartupTimeout)), time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            (ComposeProject project, ComposeClient client) = await BeginAsync(activity, deadline.Token).ConfigureAwait(false);
            using var steps = new StepTrace(project.Name, activity?.Context ?? default, logger);
            try
            {
                _mayHaveContainers = true;
                Plan plan = await client.UpAsync(project, Wish, steps, deadline.Token).ConfigureAwait(false);
                LogFindings(plan.Diagnostics);
                await running.SetUpAsync(project, client, deadline.Token).ConfigureAwait(false);
                TimeSpan elapsed = time.GetElapsedTime(began);
                LogUp(project.Name, plan.StepCount, elapsed);
            }
            catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw await TooSlowAsync(project, client, steps, exception, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ComposeException($"The project of \"{string.Join(", ", Options.Files)}\" was not up within {Options.StartupTimeout}: until then its files were not read, or the engine did not answer. Check that it runs, or raise StartupTimeout.", exception);
        }
    }

    private async Task<(ComposeProject Project, ComposeClient Client)> BeginAsync(Activity? activity, CancellationToken cancellationToken)
    {
        ComposeFileResult file = await ComposeProjectLoader.LoadAsync(Options, folder, cancellationToken).ConfigureAwait(false);
        ComposeProject project = _project = file.Project!; // the loader throws where there is none
        LogFindings(file.Diagnostics);
        activity?.SetTag(ComposeActivities.ProjectTag, project.Name);

        ComposeClient client = _client = await connect(new ComposeClientOptions { Endpoint = Options.Endpoint, CancellationGrace = Grace }, cancellationToken).ConfigureAwait(false);
        LogGoingUp(project.Name, client.Engine.Endpoint);
        return (project, client);
    }

    // What the containers wrote is read now: they go down next.
    private async Task<ComposeException> TooSlowAsync(ComposeProject project, ComposeClient client, StepTrace steps, Exception exception, CancellationToken cancellationToken)
    {
        PlanStep[] underWay = [.. steps.StepsUnderWay];
        var lines = new List<string>
        {
            $"Project \"{project.Name}\" was not up within {Options.StartupTimeout}. Under way: {(underWay.Length == 0 ? "nothing" : Describe(underWay))}. " +
            "Look at what these containers wrote, or raise StartupTimeout.",
        };
        lines.AddRange(steps.Failures.Select(failed => failed.Exception.Message));
        foreach (string container in underWay.Select(step => step.Operation).OfType<WaitOperation>().Select(operation => operation.Subject))
        {
            ImmutableArray<string> log = await LastLinesAsync(client, container, cancellationToken).ConfigureAwait(false);
            lines.AddRange(log.Select(line => $"    {line}").Prepend(log.IsEmpty ? $"  {container} wrote nothing." : $"  The last lines of {container}:"));
        }

        return new ComposeException(string.Join('\n', lines), exception);
    }

    // The lines help to understand what was too slow; that it was matters more.
    private static async Task<ImmutableArray<string>> LastLinesAsync(ComposeClient client, string container, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadLastLogLinesAsync(container, LogLines, cancellationToken).ConfigureAwait(false);
        }
        catch (ComposeEngineException)
        {
            return [];
        }
    }

    private async Task DownAsync(CancellationToken cancellationToken)
    {
        running.SetDown();
        if (!_mayHaveContainers || _project is not { } project || _client is not { } client)
        {
            return;
        }

        // One attempt: what a stop could not finish within the host's patience, the disposal must not begin again.
        _mayHaveContainers = false;
        if (!Options.DownAtShutdown)
        {
            LogStaysUp(project.Name);
            return;
        }

        using Activity? activity = ComposeActivities.Source.StartActivity("compose down");
        activity?.SetTag(ComposeActivities.ProjectTag, project.Name);
        long began = time.GetTimestamp();
        using var steps = new StepTrace(project.Name, activity?.Context ?? default, logger);
        try
        {
            LogGoingDown(project.Name);
            Plan plan = await client.DownAsync(project, new ReconcileOptions { RemoveVolumes = Options.RemoveVolumesAtShutdown }, steps, cancellationToken).ConfigureAwait(false);
            LogFindings(plan.Diagnostics);
            TimeSpan elapsed = time.GetElapsedTime(began);
            LogDown(project.Name, plan.StepCount, elapsed);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            activity?.SetFailure(exception);
            PlanStep[] underWay = [.. steps.StepsUnderWay];
            throw new ComposeException(
                $"Project \"{project.Name}\" was not down when the host's patience ended{(underWay.Length == 0 ? "" : $": under way were {Describe(underWay)}")}. What is left stays until the next start, or docker compose down. "
                + "Raise ShutdownTimeout of HostOptions, or lower stop_grace_period.",
                exception);
        }
        catch (Exception exception)
        {
            activity?.SetFailure(exception);
            throw;
        }
    }

    private static string Describe(IEnumerable<PlanStep> steps) => string.Join(", ", steps.Select(step => $"{step.Operation.GetType().Name} {step.Operation.Subject}"));

    // A failure here is logged in place of being thrown: it would hide the one that ended the host.
    private async Task CleanUpAsync()
    {
        using var deadline = new CancellationTokenSource(CleanUpTimeout, time);
        try
        {
            await DownAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogLeftOver(exception, _project?.Name);
        }
    }
}
