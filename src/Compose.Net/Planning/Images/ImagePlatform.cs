namespace Compose.Net.Planning;

/// <summary>Compares platforms, <c>os[/architecture[/variant]]</c>, which are written in more than one way.</summary>
internal static class ImagePlatform
{
    private static readonly string[] Systems = ["linux", "windows", "darwin", "freebsd"];

    /// <summary>Whether an image of one platform is what is asked for. What is left open fits anything.</summary>
    public static bool Fits(string? wanted, string actual)
    {
        if (string.IsNullOrEmpty(wanted) || actual.Length == 0)
        {
            return true;
        }

        (string System, string Architecture, string Variant) one = Parse(wanted);
        (string System, string Architecture, string Variant) other = Parse(actual);
        return Same(one.System, other.System) && Same(one.Architecture, other.Architecture) && Same(one.Variant, other.Variant);
    }

    private static bool Same(string wanted, string actual) => wanted.Length == 0 || actual.Length == 0 || wanted == actual;

    private static (string System, string Architecture, string Variant) Parse(string text)
    {
        string[] parts = text.ToLowerInvariant().Split('/');
        if (parts.Length == 1 && !Systems.Contains(parts[0], StringComparer.Ordinal))
        {
            parts = ["", parts[0]];
        }

        string variant = parts.Length > 2 ? parts[2] : "";
        return parts.Length < 2 ? (parts[0], "", "") : parts[1] switch
        {
            "x86_64" or "x86-64" => (parts[0], "amd64", variant),
            "aarch64" => (parts[0], "arm64", ""),
            "arm64" => (parts[0], "arm64", variant == "v8" ? "" : variant),
            "armhf" => (parts[0], "arm", "v7"),
            "armel" => (parts[0], "arm", "v6"),
            "i386" => (parts[0], "386", variant),
            _ => (parts[0], parts[1], variant),
        };
    }
}
