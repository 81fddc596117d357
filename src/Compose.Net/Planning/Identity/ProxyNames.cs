namespace Compose.Net.Planning;

/// <summary>The variables by which programs learn of proxies. Who makes a container adds them from his own configuration, in both spellings.</summary>
internal static class ProxyNames
{
    public const string Http = "HTTP_PROXY";
    public const string Https = "HTTPS_PROXY";
    public const string Ftp = "FTP_PROXY";
    public const string None = "NO_PROXY";
    public const string All = "ALL_PROXY";

    /// <summary>Whether it is one of them.</summary>
    public static bool Has(string variable) => variable.ToUpperInvariant() is Http or Https or Ftp or None or All;
}
