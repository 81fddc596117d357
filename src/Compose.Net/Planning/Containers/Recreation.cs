namespace Compose.Net.Planning;

/// <summary>Which containers are replaced by new ones.</summary>
public enum Recreation
{
    /// <summary>Those that differ from what is wanted in a way that only a new container can change.</summary>
    Changed,

    /// <summary>All.</summary>
    Always,

    /// <summary>None. Networks are not made anew either; what a live container can take still reaches it.</summary>
    Never,
}
