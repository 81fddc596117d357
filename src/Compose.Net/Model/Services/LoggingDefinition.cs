using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>Where a container's output goes.</summary>
public sealed record LoggingDefinition
{
    /// <summary>The logging driver, for example <c>json-file</c>. Null leaves the engine's default.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options, for example <c>max-size</c>.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
