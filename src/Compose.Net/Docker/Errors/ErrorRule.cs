namespace Compose.Net.Docker.Errors;

/// <summary>One row of the error table: which refusals it is about, and what to tell the user.</summary>
/// <param name="Code">The diagnostic code.</param>
/// <param name="Applies">Whether it is this one. Rows are asked in order.</param>
/// <param name="Explain">The fact and the way out, from the refusal and the culprit, which is null where none was found.</param>
internal sealed record ErrorRule(string Code, Func<Refusal, bool> Applies, Func<Refusal, string?, string> Explain);
