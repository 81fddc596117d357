using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net;

/// <summary>How compose files are loaded.</summary>
public sealed record ComposeFileOptions
{
    /// <summary>The project's name, as the tool's <c>-p</c>. Null takes <c>COMPOSE_PROJECT_NAME</c>, the file's <c>name</c> or the folder's name, in this order.</summary>
    public string? ProjectName { get; init; }

    /// <summary>The folder that relative paths start from. Null takes the first file's folder.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary>The env files, as the tool's <c>--env-file</c>; a later one wins. Empty takes <c>COMPOSE_ENV_FILES</c>, or <c>.env</c> in the project folder where there is one.</summary>
    public ImmutableArray<string> EnvironmentFiles { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The active profiles; <c>*</c> enables all. Empty takes <c>COMPOSE_PROFILES</c>.</summary>
    public ImmutableArray<string> Profiles { get; init => field = Ordinal.List(value); } = [];

    /// <summary>
    /// The services to select, by name or by a pattern with <c>*</c>, <c>?</c> and <c>[ab]</c>; what they depend on comes along. Naming
    /// a service activates its profiles, a pattern finds enabled services only. Empty selects all that are enabled.
    /// </summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The variables, which win over env files. Null takes those of <see cref="Source"/>, by default the process's own environment.</summary>
    public ImmutableSortedDictionary<string, string>? Environment { get; init; }

    /// <summary>How much the input may come to.</summary>
    public ComposeLimits Limits { get; init; } = ComposeLimits.Default;

    /// <summary>Where files, variables and the current folder come from. Null takes the disk and the environment of this process.</summary>
    public IComposeFileSource? Source { get; init; }

    /// <summary>Whether relative paths of the host become absolute. Defaults to true.</summary>
    public bool ResolvePaths { get; init; } = true;

    /// <summary>
    /// Whether what a file leaves to be understood is written out: names on the engine, the default network, implied dependencies.
    /// Defaults to true; a project without it is for looking at, not for running.
    /// </summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Whether services, networks and volumes are checked against each other. Defaults to true; a project without it may not be able to run.</summary>
    public bool CheckConsistency { get; init; } = true;

    /// <summary>Whether the env files of services are read into their environment. Defaults to true.</summary>
    public bool ResolveEnvironmentFiles { get; init; } = true;

    /// <summary>Whether variables are put in. Without it no model can be made of the files; <see cref="ComposeFile.MergeAsync"/> is the door.</summary>
    internal bool Interpolate { get; init; } = true;
}
