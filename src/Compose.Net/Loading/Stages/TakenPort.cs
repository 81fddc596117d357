namespace Compose.Net.Loading.Stages;

/// <summary>Who has one port of the host, at which of its addresses.</summary>
internal sealed class TakenPort
{
    private const string AnyIpv4 = "0.0.0.0";
    private const string AnyIpv6 = "::";

    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Takes the port at an address; where it is taken already, returns the service that has it.</summary>
    /// <param name="address">The address; empty stands for all of both families.</param>
    /// <param name="service">Who takes it.</param>
    /// <param name="isSame">Whether it is taken at the same address, or the same ones, and not at all of which it is one.</param>
    public string? Take(string address, string service, out bool isSame)
    {
        foreach ((string other, string owner) in _owners)
        {
            if (Covers(address, other) || Covers(other, address))
            {
                isSame = address == other || (IsWildcard(address) && IsWildcard(other));
                return owner;
            }
        }

        isSame = false;
        _owners.Add(address, service);
        return null;
    }

    private static bool Covers(string address, string other) =>
        address == other || address.Length == 0 || (IsWildcard(address) && other.Contains(':', StringComparison.Ordinal) == (address == AnyIpv6));

    private static bool IsWildcard(string address) => address is "" or AnyIpv4 or AnyIpv6;
}
