namespace Compose.Net.Loading.Rules;

/// <summary>The cast at one path.</summary>
internal sealed record CastRule(CastKind Kind);
