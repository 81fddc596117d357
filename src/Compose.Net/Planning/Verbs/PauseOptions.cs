using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What <see cref="Lifecycle.Pause"/> and <see cref="Lifecycle.Unpause"/> are about.</summary>
public sealed record PauseOptions
{
    /// <summary>The services, by name, and no others. Empty takes all that are enabled.</summary>
    public ImmutableArray<string> Services { get; init => field = Ordinal.List(value); } = [];
}
