using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>What is decided about one service, before any step is written down.</summary>
/// <param name="Service">What is wanted.</param>
/// <param name="Identity">What only a new container can change.</param>
/// <param name="Replicas">One for each container that is wanted, by number.</param>
/// <param name="Surplus">The containers that go, each with the reason.</param>
internal sealed record ServiceDecision(
    ServiceDefinition Service,
    FieldMap Identity,
    ImmutableArray<Replica> Replicas,
    ImmutableArray<(ObservedContainer Container, Reason Reason)> Surplus);
