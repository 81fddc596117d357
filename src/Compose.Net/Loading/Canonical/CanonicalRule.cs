using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Canonical;

/// <summary>How the value at one path is brought into its canonical form.</summary>
/// <param name="Apply">Returns the canonical value; null where it was reported and is to be taken out.</param>
/// <param name="Reads">What it must know of a text; where a variable in that is not known yet, the text stays as it is.</param>
internal sealed record CanonicalRule(Func<Node, DiagnosticBag, Node?> Apply, TextPart Reads = TextPart.All);
