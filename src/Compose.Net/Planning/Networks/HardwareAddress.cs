namespace Compose.Net.Planning;

/// <summary>Hardware addresses in the form that engines report.</summary>
internal static class HardwareAddress
{
    /// <summary>The address in lower case, with a colon between its bytes; whatever else it is, unchanged.</summary>
    public static string Canonical(string address)
    {
        string digits = string.Concat(address.Where(c => c is not (':' or '-' or '.'))).ToLowerInvariant();
        return digits.Length == 12 ? string.Join(':', digits.Chunk(2).Select(pair => new string(pair))) : address;
    }
}
