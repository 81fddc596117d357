using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>How the items of one list are told apart.</summary>
/// <param name="Key">Returns what only one item may have; null for an item that is unlike any other.</param>
/// <param name="TextKey">The same of an item that is a text; null where the whole text is what only one may have.</param>
internal sealed record UniqueRule(Func<Node, string?> Key, Func<string, string>? TextKey = null);
