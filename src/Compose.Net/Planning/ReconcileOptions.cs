using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What a plan may do beyond making what is missing.</summary>
public sealed record ReconcileOptions
{
    /// <summary>
    /// Whether containers of this project that its file no longer mentions are removed, and so the networks that only they use. Defaults to false, which
    /// reports them. A network that is not mentioned and not used goes in any case.
    /// </summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>Whether the project's own volumes that are not wanted any more are removed, with all they hold. Defaults to false.</summary>
    public bool RemoveVolumes { get; init; }

    /// <summary>Whether the plan ends when every service is healthy or, without a health check, running. Defaults to false.</summary>
    public bool Wait { get; init; }

    /// <summary>Whether <see cref="RemoveOrphans"/> takes those along that were made with <c>run</c>, whether they run or not.</summary>
    internal bool RemoveOneOffs { get; init; }

    /// <summary>Whether a service was asked for: it is named, or none is.</summary>
    internal bool Means(string service) => Services.IsEmpty || Services.Contains(service, StringComparer.Ordinal);

    /// <summary>How a change of networks reaches containers that run. Defaults to <see cref="NetworkChange.Live"/>.</summary>
    public NetworkChange NetworkChange { get; init; }

    /// <summary>
    /// Whether endpoints that are not the project's may be unplugged from a network that must go: other projects' containers, running
    /// one-offs, and endpoints whose container is gone. Where the network is made anew, each container is plugged in again as it was;
    /// where it goes for good, none can be.
    /// Defaults to false, which refuses the plan and names them.
    /// </summary>
    public bool DetachForeign { get; init; }

    /// <summary>How long each stop waits before the process is killed; <see cref="Timeout.InfiniteTimeSpan"/> never kills. Null leaves each service's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? StopTimeout { get; init => field = TimeLimit.Of(value, nameof(StopTimeout)); }

    /// <summary>The pull policy of all services, in place of each service's own. Null leaves each its own.</summary>
    public PullPolicy? PullPolicy { get; init; }

    /// <summary>When the images of services with a <c>build</c> are built. Defaults to <see cref="BuildCondition.Missing"/>.</summary>
    public BuildCondition Build { get; init; }

    /// <summary>Which images are removed of services that have no container any more. Defaults to none.</summary>
    public ImageRemoval RemoveImages { get; init; }

    /// <summary>
    /// Whether images that the engine has are taken as they are, whatever the policies say, because they were renewed just now.
    /// Images that are missing are fetched or built all the same. Defaults to false.
    /// </summary>
    public bool ImagesAreCurrent { get; init; }

    /// <summary>The services that are meant, by name; what they depend on comes along, and all others are left alone. Empty means all.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether what <see cref="Services"/> depend on is left alone too, as it is and running or not. Defaults to false.</summary>
    public bool WithoutDependencies { get; init; }

    /// <summary>Which containers of <see cref="Services"/> are replaced. Defaults to those that differ. What they depend on is replaced where it differs, unless this is <see cref="Recreation.Never"/>.</summary>
    public Recreation Recreation { get; init; }

    /// <summary>Whether all containers that <see cref="Services"/> depend on are replaced too. Defaults to false.</summary>
    public bool RecreateDependencies { get; init; }

    /// <summary>Whether containers with anonymous volumes are replaced, and get new ones in place of taking them over; the old ones are removed with all they hold. Defaults to false.</summary>
    public bool RenewAnonymousVolumes { get; init; }

    /// <summary>Whether containers are only made, and nothing is started. Defaults to false.</summary>
    public bool CreateOnly { get; init; }

    /// <summary>How long <see cref="Wait"/> waits for each container after its start, those too that others depend on; then it fails. Null waits without end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? WaitTimeout { get; init => field = TimeLimit.Of(value, nameof(WaitTimeout)); }

    /// <summary>How subnets are chosen for networks that the file gives none.</summary>
    public AddressOptions Addresses { get; init; } = new();
}
