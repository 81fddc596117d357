using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Docker;
using Compose.Net.Execution;
using Compose.Net.Execution.Locking;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

/// <summary>
/// The front door to an engine: looks, plans, applies. Thread-safe. Dispose it to close its connections: what is under way ends with an
/// <see cref="ObjectDisposedException"/>, streams included.
/// </summary>
public sealed partial class ComposeClient : IAsyncDisposable
{
    // Programs that choose at the same time begin at different places, so that two lost races in a row are rare.
    private const int MostAttempts = 5;

    private readonly IEngine _engine;
    private readonly ComposeClientOptions _options;
    private readonly PlanExecutor _executor;

    internal ComposeClient(IEngine engine, ComposeClientOptions? options = null)
    {
        _engine = engine;
        _options = options ?? new ComposeClientOptions();
        _executor = new PlanExecutor(engine, _options, TimeProvider.System);
        Networks = new EngineNetworks(engine);
    }

    /// <summary>The engine that answers.</summary>
    public EngineDescription Engine => _engine.Description;

    /// <summary>The engine's networks, one call at a time, beside any project.</summary>
    public EngineNetworks Networks { get; }

    /// <summary>Connects to an engine and agrees with it on an API version.</summary>
    /// <param name="options">Null takes all defaults.</param>
    /// <param name="cancellationToken">Ends the attempt early.</param>
    /// <exception cref="ComposeEngineException">The engine cannot be reached, or is older than API 1.41.</exception>
    public static async Task<ComposeClient> ConnectAsync(ComposeClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ComposeClientOptions();
        DockerEngine engine = await DockerEngine.ConnectAsync(options.Endpoint, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return new ComposeClient(engine, options);
    }

    /// <summary>Takes a snapshot of all that concerns the project.</summary>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return _engine.ObserveAsync(project, cancellationToken);
    }

    /// <summary>Looks at the engine and returns what would have to be done. Changes nothing.</summary>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public async Task<Plan> PlanAsync(ComposeProject project, ReconcileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObservedState observed = await ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        return Reconciler.Reconcile(project, observed, options);
    }

    /// <summary>Looks at the engine and returns what would have to be done to take the project down. Changes nothing.</summary>
    /// <remarks>
    /// Networks go, volumes stay unless <see cref="ReconcileOptions.RemoveVolumes"/> says otherwise. With <see cref="ReconcileOptions.Services"/>,
    /// only these go, and the networks that nothing else uses. <see cref="ReconcileOptions.RemoveOrphans"/> takes containers along that were made
    /// with <c>run</c>. A project of which only the name is known is found with <see cref="FindProjectAsync"/>.
    /// </remarks>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public Task<Plan> PlanDownAsync(ComposeProject project, ReconcileOptions? options = null, CancellationToken cancellationToken = default) =>
        PlanAsync(Reconciler.Emptied(project), (options ?? new ReconcileOptions()) with { WithoutDependencies = true, RemoveOneOffs = options?.RemoveOrphans == true }, cancellationToken);

    /// <summary>Carries out a plan.</summary>
    /// <remarks>
    /// Nobody else changes the project meanwhile, see <see cref="UpAsync"/>. A plan of <see cref="PlanAsync"/>, <see cref="PlanDownAsync"/> or <see cref="Reconciler"/> is
    /// carried out as it was shown or not at all: before the first step the engine is looked at again, and where the same wish would not give the same steps any more,
    /// nothing is done. Other plans, of verbs such as start and stop, of runs and of images, are carried out as they are; what they change they name by its id
    /// where a name could mean something else by now. <see cref="UpAsync"/> and <see cref="DownAsync"/> plan and carry out in one, and so do not know this case.
    /// </remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="progress">Gets every event, on the thread where it happens; null for none.</param>
    /// <param name="cancellationToken">Begins no further step; those under way are given up after <see cref="ComposeClientOptions.CancellationGrace"/>.</param>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">The plan does not hold any more, or another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public async Task ApplyAsync(Plan plan, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.HasErrors)
        {
            throw new ComposePlanException(plan);
        }

        await ChangeAsync(plan.Project, progress, token => ConfirmAsync(plan, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Plans and applies: brings the project up. A second call has nothing to do.</summary>
    /// <remarks>
    /// One process at a time changes a project on an engine, as long as all of them belong to one user of one machine: this call waits for others,
    /// reports the wait as <see cref="ProjectAwaited"/>, and looks at the engine when they have ended. A killed process keeps nobody waiting, and who
    /// finds nothing to do waits for nobody.
    /// Users and machines do not see each other's changes. Images that the policies want anew are renewed first, by a plan of its own, so that the
    /// plan for all the rest knows what they are.
    /// </remarks>
    /// <param name="project">What is wanted.</param>
    /// <param name="options">What the plan may do; null takes all defaults.</param>
    /// <param name="progress">Gets every event, on the thread where it happens; null for none.</param>
    /// <param name="cancellationToken">Begins no further step; those under way are given up after <see cref="ComposeClientOptions.CancellationGrace"/>.</param>
    /// <returns>The plan that was carried out; the last one, where another subnet had to be chosen because somebody else took one meanwhile.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeConflictException">Another process was changing the project for longer than <see cref="ComposeClientOptions.LockTimeout"/>; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Steps failed; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused to be looked at, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public async Task<Plan> UpAsync(ComposeProject project, ReconcileOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        Plan images = new() { Project = project.Name };
        ReconcileOptions current = (options ?? new ReconcileOptions()) with { ImagesAreCurrent = true };
        Plan plan = await ChangeAsync(
            project.Name,
            progress,
            RenewAndPlanAsync,
            cancellationToken,
            PlanAroundAsync,
            async token => ImagePlanner.MayRenew(project, options ?? new ReconcileOptions()) ? null : await PlanAsync(project, current, token).ConfigureAwait(false)).ConfigureAwait(false);
        return images.Then(plan);

        async Task<Plan> RenewAndPlanAsync(CancellationToken token)
        {
            images = await PlanRenewalAsync(project, options, token).ConfigureAwait(false);
            if (!images.IsEmpty || images.HasErrors)
            {
                await CarryOutAsync(images, progress, token).ConfigureAwait(false);
            }

            return await PlanAsync(project, current, token).ConfigureAwait(false);
        }

        // Where nothing failed but a subnet that somebody else took meanwhile: goes on with another one. What was refused is remembered over all attempts.
        async Task<Plan?> PlanAroundAsync(ComposeApplyException failure, CancellationToken token)
        {
            if (current.Addresses.Mode == AddressMode.Off || !SubnetRace.IsLost(failure))
            {
                return null;
            }

            current = SubnetRace.NextOptions(failure, current);
            Plan around = await PlanAsync(project, current, token).ConfigureAwait(false);
            return SubnetRace.Evades(failure, around) ? around : null;
        }
    }

    /// <summary>Plans and applies: takes the project down. A second call has nothing to do.</summary>
    /// <remarks>It waits for other writers as <see cref="UpAsync"/> does, and always, also where there is nothing to do.</remarks>
    /// <inheritdoc cref="UpAsync" path="/*[not(self::summary) and not(self::remarks)]"/>
    public Task<Plan> DownAsync(ComposeProject project, ReconcileOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return ChangeAsync(project.Name, progress, token => PlanDownAsync(project, options, token), cancellationToken);
    }

    /// <summary>Returns the last lines that a container wrote, both streams, oldest first.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="count">How many lines at most, from 0 on.</param>
    /// <param name="cancellationToken">Ends the reading early.</param>
    /// <returns>The lines; none where there is no such container, or its log is not kept.</returns>
    /// <exception cref="ComposeEngineException">The engine cannot be reached.</exception>
    public Task<ImmutableArray<string>> ReadLastLogLinesAsync(string container, int count, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return _engine.ReadLastLogLinesAsync(container, count, cancellationToken);
    }

    /// <summary>Tries from inside the running containers who reaches whom, and compares it with what the project says. Changes nothing.</summary>
    /// <remarks>
    /// Each service is probed from every container of it that runs: names, addresses, declared TCP ports, and ports that are published on the host. Where this
    /// process is on the engine's machine, runs Linux and may enter the container's network (as root), it connects from there and needs nothing of the image; else
    /// it runs a program that the image has, <c>ping</c>, <c>nc</c>, <c>getent</c> or <c>nslookup</c>, which does not try ports. <see cref="ReachabilityReport.Tools"/> says which.
    /// </remarks>
    /// <param name="project">The project, which should be up.</param>
    /// <param name="cancellationToken">Ends the probing early.</param>
    /// <exception cref="ComposeEngineException">The engine refused, or a container ended meanwhile.</exception>
    public Task<ReachabilityReport> VerifyAsync(ComposeProject project, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new ReachabilityVerifier(_engine, TimeProvider.System).VerifyAsync(project, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    /// <summary>Keeps other writers out, makes the plan, and carries it out.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="progress">Gets every event.</param>
    /// <param name="planAsync">Makes the plan, once nobody else is at work.</param>
    /// <param name="cancellationToken">Begins no further step.</param>
    /// <param name="planAroundAsync">Makes a plan that goes on where steps failed, or none.</param>
    /// <param name="peekAsync">Makes a plan while another writer is at work, which counts where there is nothing to do; null waits for that writer in any case.</param>
    private async Task<Plan> ChangeAsync(
        string project,
        IProgress<ComposeEvent>? progress,
        Func<CancellationToken, Task<Plan>> planAsync,
        CancellationToken cancellationToken,
        Func<ComposeApplyException, CancellationToken, Task<Plan?>>? planAroundAsync = null,
        Func<CancellationToken, Task<Plan?>>? peekAsync = null)
    {
        string? identity = _options.PlanOnly ? null : await _engine.ReadIdentityAsync(cancellationToken).ConfigureAwait(false);
        LockFile? held = null;
        if (identity is not null && !ProjectLocks.OfThisUser.TryTake(identity, project, out held))
        {
            if (peekAsync is not null && await peekAsync(cancellationToken).ConfigureAwait(false) is { IsEmpty: true, HasErrors: false } nothing)
            {
                await CarryOutAsync(nothing, progress, cancellationToken).ConfigureAwait(false);
                return nothing;
            }

            held = await ProjectLocks.OfThisUser.TakeAsync(identity, project, _options.LockTimeout, progress, cancellationToken).ConfigureAwait(false);
        }

        using LockFile? kept = held;
        Plan plan = await planAsync(cancellationToken).ConfigureAwait(false);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await CarryOutAsync(plan, progress, cancellationToken).ConfigureAwait(false);
                return plan;
            }
            catch (ComposeApplyException failure) when (attempt < MostAttempts && planAroundAsync is not null)
            {
                if (await planAroundAsync(failure, cancellationToken).ConfigureAwait(false) is not { } around)
                {
                    throw;
                }

                plan = around;
            }
        }
    }

    private Task CarryOutAsync(Plan plan, IProgress<ComposeEvent>? progress, CancellationToken cancellationToken)
    {
        if (plan.HasErrors)
        {
            throw new ComposePlanException(plan);
        }

        progress?.Report(new PlanMade(plan));
        return _options.PlanOnly ? Task.CompletedTask : _executor.ExecuteAsync(plan, progress, cancellationToken);
    }

    /// <summary>Returns the plan where the same wish still gives the same steps.</summary>
    private async Task<Plan> ConfirmAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (plan is { IsEmpty: false, Origin: { } origin, Desired: { } desired }
            && origin.DifferenceTo(await PlanAsync(desired, origin.Options, cancellationToken).ConfigureAwait(false)) is { } difference)
        {
            throw new ComposeConflictException(
                DiagnosticCodes.StalePlan,
                $"The plan for project \"{plan.Project}\" does not hold any more, because what it was made from has changed. {difference} Nothing was changed. Plan again, or use up or down, which plan and carry out in one.");
        }

        return plan;
    }
}
