using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>How two values at one path become one. Without a rule, mappings are merged key by key, lists are joined, and of scalars the later one wins.</summary>
/// <param name="Join">Makes one of the earlier and the later value; null leaves it to the general rule.</param>
/// <param name="NullReplaces">Whether a later null replaces an earlier value instead of keeping it.</param>
internal sealed record MergeRule(Func<Node, Node, MergeNodes, Node>? Join = null, bool NullReplaces = false);
