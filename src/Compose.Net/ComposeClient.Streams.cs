using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Loading;
using Compose.Net.Loading.Input;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

public sealed partial class ComposeClient
{
    /// <summary>Returns what the project's containers wrote, each line with its origin. Containers that <c>run</c> made are left out.</summary>
    /// <remarks>
    /// Without <see cref="LogOptions.Follow"/>, the lines of all containers come in the order of time. With it, those of one container come in
    /// their order, and of several as they are written, until nothing runs any more. A connection that breaks is made again, and no line is lost or repeated.
    /// </remarks>
    /// <param name="project">The project.</param>
    /// <param name="options">Null takes all defaults: all lines so far.</param>
    /// <param name="cancellationToken">Ends the sequence, which is no error.</param>
    /// <exception cref="ComposeEngineException">The engine refused, keeps no logs of a container, or stayed away for more than about 9 seconds; or a service is not there.</exception>
    public IAsyncEnumerable<LogLine> LogsAsync(ComposeProject project, LogOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new LogOptions();
        ServiceCheck.Check(project, options.Services);
        return (options.Follow ? FollowAsync(project, options, cancellationToken) : ReadLogsAsync(project, options, cancellationToken)).EndWhenCancelledAsync(cancellationToken);
    }

    /// <summary>Begins to listen to all that the project's containers write and to how they end, from now on.</summary>
    /// <remarks>Call it before the containers are started, and read the sequence while or after they are. Dispose what it returns.</remarks>
    /// <param name="project">The project.</param>
    /// <param name="services">The services to listen to; empty takes all but those with <c>attach: false</c>.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or a service is not there.</exception>
    public async Task<AttachedOutput> AttachAsync(ComposeProject project, ImmutableArray<string> services = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ImmutableArray<string> wanted = services.IsDefaultOrEmpty
            ? [.. project.Services.Values.Where(service => service.Attach != false).Select(service => service.Name)]
            : services;
        ServiceCheck.Check(project, wanted);
        long clock = await _engine.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        var request = new FollowRequest(project.Name, new ContainerChoice(wanted), new LogRange(Since: clock, Follow: true), clock, Unreadable: _ => { });
        return new AttachedOutput(await OutputFollower.BeginAsync(_engine, request, TimeProvider.System, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Returns what happens to the project's containers. A connection that breaks is made again, and no event is lost or repeated.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Null takes all defaults: from now on, until it is cancelled.</param>
    /// <param name="cancellationToken">Ends the sequence, which is no error.</param>
    /// <exception cref="ComposeEngineException">The engine refused, or stayed away for more than about 9 seconds; or a service is not there.</exception>
    public IAsyncEnumerable<ContainerEvent> EventsAsync(ComposeProject project, EventOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new EventOptions();
        ServiceCheck.Check(project, options.Services);
        return ReadEventsAsync(project, options, cancellationToken).EndWhenCancelledAsync(cancellationToken);
    }

    /// <summary>Runs a command inside a running container of a service, and returns its exit code.</summary>
    /// <remarks>When the token is cancelled, the streams are let go of; the engine has no way to end the command itself. A connection that breaks ends them too, and the exit code is waited for all the same.</remarks>
    /// <param name="project">The project.</param>
    /// <param name="service">The service.</param>
    /// <param name="command">The program and its arguments; no shell is put in between.</param>
    /// <param name="options">Null takes all defaults: no input, and the output is thrown away.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
    /// <returns>The exit code: 126 or 127 where the program cannot be started, 128 and the signal's number where one ended it; 0 where it is detached.</returns>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or no container of the service runs.</exception>
    public async Task<int> ExecAsync(ComposeProject project, string service, ImmutableArray<string> command, ExecOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrEmpty(service);
        if (command.IsDefaultOrEmpty)
            throw new ArgumentException("A command has at least a program.", nameof(command));

        options ??= new ExecOptions();
        ServiceCheck.Check(project, [service]);
        ImmutableArray<ProjectContainer> containers = await _engine.ListContainersAsync(project.Name, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            ProjectContainer container = ContainerChoice.OneAlive(containers, service, options.Index);
            try
            {
                return await _engine.ExecAsync(container, command, options, cancellationToken).ConfigureAwait(false);
            }
            catch (ComposeEngineException refused) when (refused.StatusCode is 404 or 409)
            {
                // The engine's list lags behind: a container that has just ended may still be in it as running.
                if (await _engine.IsAliveAsync(container, cancellationToken).ConfigureAwait(false))
                    throw;

                containers = containers.Remove(container);
            }
        }
    }

    /// <summary>Looks at the engine and returns how one more container of a service would be run. Changes nothing.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">
    /// The service. One that no active profile enables can be run too, with all that it depends on; that the project has its networks, volumes and env files, ask for
    /// with <see cref="ComposeFileOptions.Services"/> when it is loaded.
    /// </param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, the service is not there, or a port or mount cannot be read.</exception>
    /// <exception cref="ComposeFileException">One of <see cref="RunOptions.EnvironmentFiles"/> is not there, or cannot be read.</exception>
    public async Task<PlannedRun> PlanRunAsync(ComposeProject project, string service, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrEmpty(service);
        options ??= new RunOptions();
        ServiceCheck.Check(project, [service]);
        options = options with { Environment = RunVariables.Read(options.Environment, options.EnvironmentFiles), EnvironmentFiles = [] };
        project = LifecycleScope.Enable(project, [service]);
        ServiceDefinition further = ShortForms.Read(project, options.Ports, options.Volumes, out ImmutableArray<Diagnostic> found) ?? throw new ComposeEngineException(
            DiagnosticCodes.RunNotPossible,
            $"The ports or mounts of the container cannot be read: {string.Join(" ", found.Select(diagnostic => diagnostic.Message).Distinct())}");
        string slug = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        OneOffRequest request = OneOffService.Of(project, project.Services[service], options, further.Ports, further.Mounts, slug);
        ObservedState observed = await ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        return new PlannedRun { Plan = OneOffPlanner.Plan(project, observed, request), Container = request.Name, Options = options };
    }

    /// <summary>
    /// Carries out the plan of a run, so that its container is there. Where that fails or is cancelled after the container was made, it goes
    /// again if <see cref="RunOptions.Remove"/> says so.
    /// </summary>
    /// <param name="run">The plan.</param>
    /// <param name="progress">Gets every event, on the thread where it happens; null for none.</param>
    /// <param name="cancellationToken">Begins no further step.</param>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task ApplyAsync(PlannedRun run, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _options.PlanOnly
            ? ApplyAsync(run.Plan, progress, cancellationToken)
            : new OneOffRunner(_engine, _engine).MakeAsync(run, watched => ApplyAsync(run.Plan, watched, cancellationToken), progress);
    }

    /// <summary>Starts the container of a plan that has been applied, and returns its exit code when it ends; 0 at once where it is detached.</summary>
    /// <remarks>
    /// Its streams are taken hold of before it starts, so that nothing is lost. When the token is cancelled, it is stopped, and then removed where that was
    /// asked for. With <see cref="ComposeClientOptions.PlanOnly"/> there is no container, and the answer is 0.
    /// </remarks>
    /// <param name="run">The plan, after <see cref="ApplyAsync(PlannedRun, IProgress{ComposeEvent}?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Stops the container.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or the command cannot be run.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and the container has ended.</exception>
    public Task<int> RunAsync(PlannedRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return _options.PlanOnly ? Task.FromResult(0) : new OneOffRunner(_engine, _engine).RunAsync(run, cancellationToken);
    }

    /// <summary>Runs one more container of a service, with all it depends on, and returns its exit code: plans, applies and runs. With <see cref="ComposeClientOptions.PlanOnly"/> it ends with the plan, and returns 0.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="progress">Gets every event, on the thread where it happens; null for none.</param>
    /// <param name="cancellationToken">Stops the container.</param>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, the service is not there, or the command cannot be run.</exception>
    /// <exception cref="ComposeFileException">One of <see cref="RunOptions.EnvironmentFiles"/> is not there, or cannot be read.</exception>
    public async Task<int> RunAsync(ComposeProject project, string service, RunOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        PlannedRun run = await PlanRunAsync(project, service, options, cancellationToken).ConfigureAwait(false);
        await ApplyAsync(run, progress, cancellationToken).ConfigureAwait(false);
        return await RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Measures what the project's containers use, again and again: each item has all of them, by service and number.</summary>
    /// <param name="project">The project.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the sequence, which is no error.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or a service is not there.</exception>
    public IAsyncEnumerable<ImmutableArray<ContainerStats>> StatsAsync(ComposeProject project, StatsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        options ??= new StatsOptions();
        ServiceCheck.Check(project, options.Services);
        return MeasureAsync(project, options, cancellationToken).EndWhenCancelledAsync(cancellationToken);
    }

    /// <summary>Copies a file or folder out of a container, by the rules of <c>docker cp</c>. Nothing gets outside of the target, whatever the container holds, and devices are left out.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service; its container need not run.</param>
    /// <param name="source">The path in the container. With <c>/.</c> behind it, what is in the folder is copied, and not the folder.</param>
    /// <param name="target">The path on this machine: a folder that the source goes into, or its new name.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Gives up; what was copied stays.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or source and target do not fit.</exception>
    public async Task CopyFromAsync(ComposeProject project, string service, string source, string target, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        ContainerFiles files = (await FilesAsync(project, service, source, options ??= new CopyOptions(), cancellationToken).ConfigureAwait(false))[0];
        await files.CopyFromAsync(source, target, options.FollowLinks, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a file or folder out of a container as a tar archive.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service; its container need not run.</param>
    /// <param name="source">The path in the container.</param>
    /// <param name="archive">Takes the archive.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or the source is not there.</exception>
    public async Task CopyFromAsync(ComposeProject project, string service, string source, Stream archive, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ContainerFiles files = (await FilesAsync(project, service, source, options ??= new CopyOptions(), cancellationToken).ConfigureAwait(false))[0];
        await files.CopyFromAsync(source, archive, options.FollowLinks, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a file or folder of this machine into the containers of a service, by the rules of <c>docker cp</c>.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service; its containers need not run.</param>
    /// <param name="source">The path on this machine. With <c>/.</c> behind it, what is in the folder is copied, and not the folder.</param>
    /// <param name="target">The path in the containers: a folder that the source goes into, or its new name.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Gives up; what was copied stays.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or source and target do not fit.</exception>
    public async Task CopyToAsync(ComposeProject project, string service, string source, string target, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        foreach (ContainerFiles files in await FilesAsync(project, service, target, options ??= new CopyOptions(), cancellationToken).ConfigureAwait(false))
            await files.CopyToAsync(source, target, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Unpacks a tar archive into a folder of the first container of a service.</summary>
    /// <param name="project">The project.</param>
    /// <param name="service">The service; its container need not run.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="target">The folder in the container.</param>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Gives up; what was unpacked stays.</param>
    /// <exception cref="ComposeEngineException">The engine refused or cannot be reached, or the folder is not there.</exception>
    public async Task CopyToAsync(ComposeProject project, string service, Stream archive, string target, CopyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ContainerFiles files = (await FilesAsync(project, service, target, options ??= new CopyOptions(), cancellationToken).ConfigureAwait(false))[0];
        await files.CopyToAsync(archive, target, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<ContainerFiles>> FilesAsync(ComposeProject project, string service, string path, CopyOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ServiceCheck.Check(project, [service]);
        var choice = new ContainerChoice([service], options.Index);
        ImmutableArray<ProjectContainer> containers = await _engine.ListContainersAsync(project.Name, cancellationToken).ConfigureAwait(false);
        ImmutableArray<ContainerFiles> files = [.. containers
            .Where(container => choice.Has(container) || (options.IncludeOneOffs && choice.Has(container.Service, container.Number)))
            .Select(container => new ContainerFiles(_engine, container))];
        return files.IsEmpty ? throw new ComposeEngineException(DiagnosticCodes.ServiceNotRunning, $"Service \"{service}\" has no such container. Bring it up first.") : files;
    }

    private async IAsyncEnumerable<ImmutableArray<ContainerStats>> MeasureAsync(ComposeProject project, StatsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var choice = new ContainerChoice(options.Services);
        do
        {
            ImmutableArray<ProjectContainer> containers = await _engine.ListContainersAsync(project.Name, cancellationToken).ConfigureAwait(false);
            ProjectContainer[] measured = [.. containers.Where(container => choice.Has(container.Service, container.Number) && (container.IsAlive || options.All))];
            Task<ContainerStats>[] stats = [.. measured.Select(container => _engine.ReadStatsAsync(container, cancellationToken))];

            // The engine takes its time for each measurement; where there is none, time passes all the same.
            if (stats.Length == 0 && !options.Once)
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken).ConfigureAwait(false);
            yield return [.. await Task.WhenAll(stats).ConfigureAwait(false)];
        }
        while (!options.Once);
    }

    private async IAsyncEnumerable<LogLine> ReadLogsAsync(ComposeProject project, LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var choice = new ContainerChoice(options.Services, options.Index);
        ImmutableArray<ProjectContainer> containers = await _engine.ListContainersAsync(project.Name, cancellationToken).ConfigureAwait(false);
        await foreach (LogLine line in new MergedLog(_engine, options.Unreadable).ReadAsync([.. containers.Where(choice.Has)], RangeOf(options), cancellationToken).ConfigureAwait(false))
            yield return line;
    }

    private async IAsyncEnumerable<LogLine> FollowAsync(ComposeProject project, LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long clock = await _engine.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        var request = new FollowRequest(project.Name, new ContainerChoice(options.Services, options.Index), RangeOf(options), clock, options.Unreadable);
        OutputFollower follower = await OutputFollower.BeginAsync(_engine, request, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        follower.EndWhenNothingRuns([]);
        await foreach (ContainerOutput output in follower.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (output is LogLine line)
                yield return line;
        }
    }

    private async IAsyncEnumerable<ContainerEvent> ReadEventsAsync(ComposeProject project, EventOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long until = options.Until is { } to ? EngineTime.ToNanoseconds(to) : 0;
        long since = options.Since is { } from ? EngineTime.ToNanoseconds(from) : await _engine.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        since = options.Since is null && until != 0 && until < since ? 0 : since;
        var choice = new ContainerChoice(options.Services);
        await foreach (ContainerEvent happened in _engine.ReadEventsAsync(project.Name, since, until, cancellationToken).ConfigureAwait(false))
        {
            if (choice.Has(happened.Service, happened.Number))
                yield return happened;
        }
    }

    private static LogRange RangeOf(LogOptions options) => new(
        options.Since is { } since ? EngineTime.ToNanoseconds(since) : 0,
        options.Until is { } until ? EngineTime.ToNanoseconds(until) : 0,
        options.Tail,
        options.Follow);
}
