using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A network that nothing wants any more, and that has the subnet or the bridge of one that is to be made.</summary>
/// <param name="Obsolete">The one that has it.</param>
/// <param name="Successor">The one that wants it.</param>
internal sealed record YieldingNetwork(ObservedNetwork Obsolete, NetworkDefinition Successor);
