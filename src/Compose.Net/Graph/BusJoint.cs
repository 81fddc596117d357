using System.Collections.Immutable;

namespace Compose.Net.Graph;

/// <summary>Where a service is plugged into a network.</summary>
/// <param name="Column">The network's place among the columns.</param>
/// <param name="Lines">The endpoint's addresses and aliases.</param>
internal sealed record BusJoint(int Column, ImmutableArray<string> Lines);
