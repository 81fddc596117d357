using Compose.Net.Model;

namespace Compose.Net.Loading.Values;

/// <summary>The text form of a link: <c>target[:alias]</c>.</summary>
internal static class LinkSyntax
{
    public static string? Problem(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool named = text.Length > 0 && colon != 0;
        bool once = colon == text.LastIndexOf(':');
        return named && once ? null : $"\"{text}\" is no link. Write a name, or a name and an alias such as db:database.";
    }

    public static LinkDefinition Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string alias = colon < 0 ? "" : text[(colon + 1)..];
        return new LinkDefinition(TargetOf(text), alias.Length == 0 ? null : alias);
    }

    /// <summary>What is linked to: the part before the alias.</summary>
    public static string TargetOf(string text) => text.Split(':', 2)[0];
}
