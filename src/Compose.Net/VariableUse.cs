namespace Compose.Net;

/// <summary>One variable that compose files use, over all of its uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Required">Whether some use, <c>${NAME:?}</c> or <c>${NAME?}</c>, cannot do without a value.</param>
/// <param name="Default">What the first use with a default takes without a value, as it is written; null where there is none.</param>
/// <param name="Alternate">What the first use with an alternate text puts in place of a value, as it is written; null where there is none.</param>
public sealed record VariableUse(string Name, bool Required = false, string? Default = null, string? Alternate = null);
