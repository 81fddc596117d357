namespace Compose.Net.Loading.Values;

/// <summary>Names of network interfaces, as the Linux kernel takes them.</summary>
internal static class InterfaceNames
{
    private const int Longest = 15;

    public static string? Problem(string text) =>
        text.Length <= Longest && text is not ("." or "..") && !text.Any(c => c is '/' or ':' || char.IsWhiteSpace(c))
            ? null
            : $"\"{text}\" is no name for a network interface. Use at most {Longest} characters without \"/\", \":\" and blanks, such as eth0.";
}
