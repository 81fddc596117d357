namespace Compose.Net.Planning;

/// <summary>Who chooses the subnet of a network that the file gives none.</summary>
public enum AddressMode
{
    /// <summary>The engine, unless its own pools are about to run out, or are about to give what the project names elsewhere; then the plan.</summary>
    Auto,

    /// <summary>Always the engine.</summary>
    Off,

    /// <summary>Always the plan.</summary>
    On,
}
