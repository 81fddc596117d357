namespace Compose.Net.Planning;

/// <summary>Names that only a plan gives.</summary>
internal static class TemporaryNames
{
    private const int ShortIdLength = 12;

    /// <summary>A name for the time of a replacement. It follows from the old container, so doing it twice gives the same.</summary>
    public static string Of(ObservedContainer old, string final) =>
        $"{(old.Id.Length > ShortIdLength ? old.Id[..ShortIdLength] : old.Id)}_{final}";
}
