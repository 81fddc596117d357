using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>One snapshot of what the engine has, as far as it concerns a project. Facts only, no decisions.</summary>
public sealed record ObservedState
{
    /// <summary>The project's name that the snapshot was made for.</summary>
    public required string Project { get; init; }

    /// <summary>When the snapshot was taken, for pull policies that look at an image's age. The default makes no image old.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>What the engine can do.</summary>
    public EngineCapabilities Engine { get; init; } = new();

    /// <summary>What the engine's machine offers to networks.</summary>
    public ObservedHost Host { get; init; } = new();

    /// <summary>The project's containers, in any state, ordered by name.</summary>
    public ImmutableArray<ObservedContainer> Containers { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The names of all containers that are not the project's, ordered.</summary>
    public ImmutableArray<string> ForeignContainerNames { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The containers that are not the project's but are plugged into its networks or into others that its services use, in any state, ordered by name.</summary>
    public ImmutableArray<ObservedContainer> ForeignContainers { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The containers that services name in their namespace modes and under <c>volumes_from</c>, by what they are called there. A missing key is a missing container, or one that is named by its id.</summary>
    internal ImmutableSortedDictionary<string, NamedContainer> NamedContainers { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<NamedContainer>();

    /// <summary>All networks of the engine, ordered by name. Endpoints are filled in for those of the project's own that are not to stay as they are.</summary>
    public ImmutableArray<ObservedNetwork> Networks { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The routes of the engine's machine. Empty where they cannot be seen, on other systems than Linux and for a remote engine, and where every network of the project is there as it should be: then nobody asked.</summary>
    public ImmutableArray<ObservedRoute> Routes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Where the engine takes subnets from by itself, in its order. Empty where every network of the project is there as it should be: then nobody asked.</summary>
    public ImmutableArray<ObservedPool> DefaultPools { get; init => field = Ordinal.List(value); } = [];

    /// <summary>All volumes of the engine, ordered by name.</summary>
    public ImmutableArray<ObservedVolume> Volumes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The images that the project names and the engine has, by reference. A missing key is a missing image.</summary>
    public ImmutableSortedDictionary<string, ObservedImage> Images { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ObservedImage>();
}
