using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Kill"/> sends to whom.</summary>
public sealed record KillOptions
{
    /// <summary>The services, by name, and no others. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The signal, by name with or without <c>SIG</c>, or by number. Defaults to <c>SIGKILL</c>.</summary>
    public string Signal { get; init; } = "SIGKILL";

    /// <summary>Whether containers of services that the project does not know are killed and removed too. Defaults to false.</summary>
    public bool RemoveOrphans { get; init; }
}
