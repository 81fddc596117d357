using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Which of the unused networks are removed; an empty one stands for all of them.</summary>
public sealed record NetworkPruneFilter
{
    /// <summary>Only networks with all of these labels; an empty value stands for any.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Not the networks that have all of these labels; an empty value stands for any.</summary>
    public ImmutableSortedDictionary<string, string> ExceptLabels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Only networks made before this moment, by the engine's clock; null stands for any.</summary>
    public DateTimeOffset? Before { get; init; }
}
