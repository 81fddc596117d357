using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A command that is run at a moment of a container's life.</summary>
public sealed record HookDefinition
{
    /// <summary>The command. Null leaves it to the image, where one is started for it.</summary>
    public ImmutableArray<string>? Command { get; init; }

    /// <summary>The image of a container of its own, before the start. Null takes the service's.</summary>
    public string? Image { get; init; }

    /// <summary>The user. Null takes the container's.</summary>
    public string? User { get; init; }

    /// <summary>Whether it runs with all rights. Defaults to false.</summary>
    public bool Privileged { get; init; }

    /// <summary>The working directory. Null takes the container's.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Further environment variables. A null value passes nothing on.</summary>
    public ImmutableSortedDictionary<string, string?> Environment { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string?>();

    /// <summary>Whether it runs for each container, not once for the service. Of use before the start only. Null leaves the default.</summary>
    public bool? PerReplica { get; init; }
}
