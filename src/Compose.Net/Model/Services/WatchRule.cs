using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A path that is watched, and what follows on a change.</summary>
/// <param name="Path">The absolute path on the host.</param>
/// <param name="Action">What follows: <c>rebuild</c>, <c>restart</c>, <c>sync</c>, <c>sync+restart</c> or <c>sync+exec</c>.</param>
public sealed record WatchRule(string Path, string Action)
{
    /// <summary>The path inside the container that files are copied to.</summary>
    public string? Target { get; init; }

    /// <summary>What is run in the container after a copy.</summary>
    public HookDefinition? Exec { get; init; }

    /// <summary>The patterns of what is watched. Empty watches all.</summary>
    public ImmutableArray<string> Include { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The patterns of what is not watched.</summary>
    public ImmutableArray<string> Ignore { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Whether all is copied once at the start. Defaults to false.</summary>
    public bool InitialSync { get; init; }
}
