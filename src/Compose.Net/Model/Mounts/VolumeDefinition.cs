using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A named volume.</summary>
public sealed record VolumeDefinition
{
    /// <summary>The key in the file, by which services refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>The name on the engine; <c>project_key</c> unless the file says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The driver. Null leaves the engine's default, <c>local</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The user's labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>Whether somebody else owns it: it must exist, and is never created or removed. Defaults to false.</summary>
    public bool External { get; init; }
}
