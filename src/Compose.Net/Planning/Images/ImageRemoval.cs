namespace Compose.Net.Planning;

/// <summary>Which images are removed of services that have no container any more.</summary>
public enum ImageRemoval
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those that were built for the project and have no name of their own in the file.</summary>
    Local,

    /// <summary>All.</summary>
    All,
}
