using System.Collections.Immutable;

namespace Compose.Net.Graph;

/// <summary>One edge of a drawing, between the ids of two nodes.</summary>
internal sealed record DrawnEdge(string From, string To, DrawnEdgeKind Kind, ImmutableArray<string> Lines);
