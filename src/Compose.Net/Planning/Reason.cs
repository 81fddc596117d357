using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Why a step is in the plan.</summary>
/// <param name="Summary">A few words, for example <c>is missing</c>.</param>
public sealed record Reason(string Summary)
{
    /// <summary>The differences that caused it.</summary>
    public ImmutableArray<Change> Changes { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Returns the summary and the differences on one line.</summary>
    public override string ToString() => Changes.IsEmpty ? Summary : $"{Summary} ({string.Join("; ", Changes)})";
}
