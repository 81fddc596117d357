using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Testing;

/// <summary>How a <see cref="ComposeFixture"/> brings its project up and takes it down.</summary>
public sealed class ComposeFixtureOptions
{
    /// <summary>Variables for the files, which win over the process's own environment and over env files.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The env files, of which a later one wins. Empty takes <c>.env</c> in the project folder where there is one. Relative paths are looked for as the compose files are.</summary>
    public IList<string> EnvironmentFiles { get; } = [];

    /// <summary>The active profiles; <c>*</c> enables all. Empty takes <c>COMPOSE_PROFILES</c>.</summary>
    public IList<string> Profiles { get; } = [];

    /// <summary>The engine's endpoint. Null finds it as the docker command does: <c>DOCKER_HOST</c>, the current context, the default socket.</summary>
    public string? Endpoint { get; set; }

    /// <summary>
    /// When images are built. Defaults to <see cref="BuildCondition.Missing"/>. Images without a name of their own are each copy's own, and so are built for each. One with
    /// a name is what all copies share, and what was built last: <see cref="BuildCondition.Always"/> builds it anew, so that nobody tests what was built before the last change.
    /// </summary>
    public BuildCondition Build { get; set; } = BuildCondition.Missing;

    /// <summary>When images are fetched, for all services. Null, the default, leaves each service's own <c>pull_policy</c>.</summary>
    public PullPolicy? PullPolicy { get; set; }

    /// <summary>Whether images that were built for the tests stay: then the engine has their steps at hand when it builds them again. Defaults to false.</summary>
    public bool KeepImages { get; set; }

    /// <summary>How long the start may take, from reading the files on, pulls included; what is under way then has ten more seconds. Defaults to 5 minutes; <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan StartupTimeout { get; set => field = TimeLimit.Of(value, nameof(StartupTimeout)); } = TimeSpan.FromMinutes(5);

    /// <summary>How long the end may take; what is under way then has ten more seconds. Defaults to 2 minutes; <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan ShutdownTimeout { get; set => field = TimeLimit.Of(value, nameof(ShutdownTimeout)); } = TimeSpan.FromMinutes(2);

    /// <summary>How long the end waits for each process before it is killed. Null, the default, leaves each service's own <c>stop_grace_period</c>; zero kills at once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is below zero.</exception>
    public TimeSpan? StopTimeout { get; set => field = TimeLimit.Of(value, nameof(StopTimeout)); }
}
