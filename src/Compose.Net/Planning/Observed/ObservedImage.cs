using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>An image as the engine reports it.</summary>
/// <param name="Id">The engine's id, for example <c>sha256:801b...</c>.</param>
public sealed record ObservedImage(string Id)
{
    /// <summary>The names that it has, <c>repository:tag</c> each.</summary>
    public ImmutableArray<string> Tags { get; init => field = Ordinal.List(value); } = [];

    /// <summary>What it runs on, <c>os/architecture[/variant]</c>. Empty where the engine does not tell.</summary>
    public string Platform { get; init; } = "";

    /// <summary>How many bytes its layers come to, those that it shares with other images included.</summary>
    public long Size { get; init; }

    /// <summary>When it was made. Null where it does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When this engine last gave it a name: when it was pulled, built or tagged. Null where the engine does not tell.</summary>
    public DateTimeOffset? TaggedAt { get; init; }

    /// <summary>The places of the volumes that each of its containers gets, ordered. Null where that is not known.</summary>
    internal ImmutableArray<string>? VolumePlaces { get; init; }

    /// <summary>All labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
