namespace Compose.Net.Planning;

/// <summary>What becomes of an observed container.</summary>
internal enum ContainerFate
{
    /// <summary>No matter of this plan: an orphan that nobody asked to remove, a one-off, or one of a disabled service.</summary>
    LeftAlone,

    /// <summary>It stays, repaired where needed.</summary>
    Kept,

    /// <summary>A new container takes its place.</summary>
    Replaced,

    /// <summary>It goes.</summary>
    Removed,
}
