using Compose.Net.Diagnostics;

namespace Compose.Net.Loading.Rules;

/// <summary>What the scalar at one path may say.</summary>
/// <param name="Problem">Returns what is wrong with a text and the way out; null where it is right.</param>
/// <param name="EmptyIsNone">Whether an empty text means that nothing was given.</param>
/// <param name="Code">The code of the diagnostic.</param>
internal sealed record ValueRule(Func<string, string?> Problem, bool EmptyIsNone = true, string Code = DiagnosticCodes.InvalidValue);
