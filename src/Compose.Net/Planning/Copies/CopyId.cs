namespace Compose.Net.Planning.Copies;

/// <summary>What tells a copy of a project from others.</summary>
internal static class CopyId
{
    private const int Longest = 40;

    /// <summary>Whether the id can be part of all names.</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(id[0]) && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    public static string Invalid(string id) =>
        FormattableString.Invariant($"A copy cannot have the id \"{id}\". Use lower-case letters, digits and dashes, beginning with a letter or digit, at most {Longest} of them.");
}
