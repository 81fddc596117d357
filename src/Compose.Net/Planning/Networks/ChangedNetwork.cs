using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>A network that must be made anew.</summary>
/// <param name="Wanted">As the project has it.</param>
/// <param name="There">As the engine has it.</param>
/// <param name="Reason">What differs.</param>
internal sealed record ChangedNetwork(NetworkDefinition Wanted, ObservedNetwork There, Reason Reason);
