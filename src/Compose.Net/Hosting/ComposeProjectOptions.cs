using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Hosting;

/// <summary>How a host brings a compose project up and takes it down.</summary>
public sealed class ComposeProjectOptions
{
    /// <summary>The compose files, of which later ones are merged over earlier ones. Holds the file that the project was added with. A relative path starts from the host's content root.</summary>
    public IList<string> Files { get; } = [];

    /// <summary>The project's name. Null takes <c>COMPOSE_PROJECT_NAME</c>, the file's <c>name</c> or the folder's name, in this order.</summary>
    public string? ProjectName { get; set; }

    /// <summary>The active profiles; <c>*</c> enables all. Empty takes <c>COMPOSE_PROFILES</c>.</summary>
    public IList<string> Profiles { get; } = [];

    /// <summary>The env files, of which a later one wins. Empty takes <c>.env</c> in the project folder where there is one. A relative path starts from the host's content root.</summary>
    public IList<string> EnvironmentFiles { get; } = [];

    /// <summary>Variables for the files, which win over the process's own environment and over env files. Their values are never logged.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The engine's endpoint, for example <c>tcp://build-box:2375</c>. Null finds it as the docker command does: <c>DOCKER_HOST</c>, the current context, the default socket.</summary>
    public string? Endpoint { get; set; }

    /// <summary>When images are built. Defaults to <see cref="BuildCondition.Missing"/>; with <see cref="BuildCondition.Always"/>, what runs is what the build's folder holds, as after <c>up --build</c>.</summary>
    public BuildCondition Build { get; set; } = BuildCondition.Missing;

    /// <summary>When images are fetched, for all services. Null, the default, leaves each service's own <c>pull_policy</c>.</summary>
    public PullPolicy? PullPolicy { get; set; }

    /// <summary>Whether containers and networks of the project go that the files no longer mention. Defaults to false.</summary>
    public bool RemoveOrphans { get; set; }

    /// <summary>Whether the start waits until every service is healthy or, without a health check, running. Defaults to true.</summary>
    public bool Wait { get; set; } = true;

    /// <summary>How long the start may take, from reading the files on, pulls included; what is under way then has two more seconds. Defaults to 5 minutes; <see cref="Timeout.InfiniteTimeSpan"/> sets no limit.</summary>
    public TimeSpan StartupTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether the project is taken down when the host stops, when the start fails, and when the host is disposed without a stop. Defaults to true;
    /// false leaves the containers running, and the next start has little to do.
    /// </summary>
    public bool DownAtShutdown { get; set; } = true;

    /// <summary>Whether the project's own volumes are removed at shutdown, with all they hold. Defaults to false.</summary>
    public bool RemoveVolumesAtShutdown { get; set; }
}
