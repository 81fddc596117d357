namespace Compose.Net.Cli.Output;

/// <summary>Long texts, cut as the docker command cuts them.</summary>
internal static class Shortened
{
    private const int ShortIdLength = 12;

    public static string Id(string id) => id.Length > ShortIdLength ? id[..ShortIdLength] : id;

    /// <summary>Returns the text with at most so many characters, the last of them a mark where some are missing.</summary>
    public static string To(int length, string text) => text.Length > length ? text[..(length - 1)] + "…" : text;
}
