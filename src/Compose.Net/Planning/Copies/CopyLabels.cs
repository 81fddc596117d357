namespace Compose.Net.Planning.Copies;

/// <summary>The labels that tell a copy from the project that it was made of.</summary>
internal static class CopyLabels
{
    /// <summary>The id of the copy.</summary>
    public const string Copy = "compose-net.copy";

    /// <summary>The name of the project that it was made of.</summary>
    public const string Of = "compose-net.copy-of";
}
