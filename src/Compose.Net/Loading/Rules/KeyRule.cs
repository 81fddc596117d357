namespace Compose.Net.Loading.Rules;

/// <summary>What may stand at one path.</summary>
/// <param name="Forms">The forms that its value may have.</param>
/// <param name="Of">What a mapping at this path is, for messages: <c>a service</c>.</param>
/// <param name="Required">The key that a mapping at this path must have.</param>
/// <param name="PlainNames">Whether the keys of the mapping are names of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
/// <param name="OthersIgnored">Whether keys that nobody knows are a warning, because docker compose does not look at them.</param>
/// <param name="UniqueItems">Whether a list at this path must not hold the same text twice.</param>
/// <param name="Extensions">Whether a mapping at this path may have keys of one's own, which start with <c>x-</c>.</param>
internal sealed record KeyRule(Forms Forms, string Of = "", string? Required = null, bool PlainNames = false, bool UniqueItems = false, bool OthersIgnored = false, bool Extensions = true);
