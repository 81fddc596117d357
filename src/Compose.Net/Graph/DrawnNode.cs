using System.Collections.Immutable;

namespace Compose.Net.Graph;

/// <summary>One node of a drawing; its id needs no escape in any syntax, its lines do.</summary>
internal sealed record DrawnNode(string Id, DrawnNodeKind Kind, ImmutableArray<string> Lines);
