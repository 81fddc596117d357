using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net;

/// <content>What concerns images.</content>
public sealed partial class ComposeClient
{
    /// <summary>
    /// Looks at the engine and returns the plan that renews the images which it has and which the pull policies want anew. Changes nothing.
    /// </summary>
    /// <remarks>
    /// What such an image turns out to be decides whether containers are made anew. So this plan is applied first, and the project is
    /// planned behind it, with <see cref="ReconcileOptions.ImagesAreCurrent"/>; <see cref="UpAsync"/> does just that.
    /// </remarks>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public async Task<Plan> PlanRenewalAsync(ComposeProject project, ReconcileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (!ImagePlanner.MayRenew(project, options ?? new ReconcileOptions()))
        {
            return new Plan { Project = project.Name };
        }

        ObservedState observed = await ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        return Reconciler.RenewImages(project, observed, options);
    }

    /// <summary>Looks at the engine and returns the plan that fetches the images of services, each once. Changes nothing.</summary>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public async Task<Plan> PlanPullAsync(ComposeProject project, PullImagesOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObservedState observed = await ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        return ImagePlans.Pull(project, observed, options ?? new PullImagesOptions());
    }

    /// <summary>Plans and applies: fetches the images of services.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Images could not be fetched; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public async Task<Plan> PullAsync(ComposeProject project, PullImagesOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        Plan plan = await PlanPullAsync(project, options, cancellationToken).ConfigureAwait(false);
        await CarryOutAsync(plan, progress, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Returns the plan that builds the images of services, each once. Needs no look at the engine.</summary>
    public static Plan PlanBuild(ComposeProject project, BuildImagesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        return ImagePlans.Build(project, options ?? new BuildImagesOptions());
    }

    /// <summary>Plans and applies: builds the images of services with the engine's own builder.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors, for example because a build needs BuildKit; nothing was changed.</exception>
    /// <exception cref="ComposeApplyException">Builds failed; all failures are in it, each with the last lines of its output.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public async Task<Plan> BuildAsync(ComposeProject project, BuildImagesOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        Plan plan = PlanBuild(project, options);
        await CarryOutAsync(plan, progress, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Returns the plan that sends the images of services that are built to their registries, each once. Needs no look at the engine.</summary>
    public static Plan PlanPush(ComposeProject project, PushImagesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        return ImagePlans.Push(project, options ?? new PushImagesOptions());
    }

    /// <summary>Plans and applies: sends the images of services that are built to their registries, with the logins that the docker command has stored.</summary>
    /// <returns>The plan that was carried out.</returns>
    /// <exception cref="ComposePlanException">The plan has errors; nothing was sent.</exception>
    /// <exception cref="ComposeApplyException">Images could not be sent; all failures are in it.</exception>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Where steps had failed before, the inner exception is a <see cref="ComposeApplyException"/>.</exception>
    public async Task<Plan> PushAsync(ComposeProject project, PushImagesOptions? options = null, IProgress<ComposeEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        Plan plan = PlanPush(project, options);
        await CarryOutAsync(plan, progress, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>Returns the project's containers with the images that they were made of, ordered by the containers' names.</summary>
    /// <exception cref="ComposeEngineException">The engine refused, or cannot be reached.</exception>
    public async Task<ImmutableArray<ContainerImage>> ListImagesAsync(ComposeProject project, CancellationToken cancellationToken = default)
    {
        ObservedState observed = await ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        ImmutableSortedDictionary<string, ObservedImage> images = await _engine.ReadImagesAsync(
            [.. observed.Containers.Select(container => container.ImageId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)],
            cancellationToken).ConfigureAwait(false);
        return [.. observed.Containers.Select(container => new ContainerImage(container, images.GetValueOrDefault(container.ImageId)))];
    }
}
