namespace Compose.Net.Loading.Stages;

/// <summary>Who has one port of the host, at which of its addresses.</summary>
internal sealed class TakenPort
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private string? _first;
    private string? _ofAll;

    /// <summary>Takes the port at an address; where it is taken already, returns the service that has it.</summary>
    public string? Take(string address, string service)
    {
        bool isAny = address is "" or "0.0.0.0" or "::";
        if ((_ofAll ?? (isAny ? _first : _owners.GetValueOrDefault(address))) is { } owner)
        {
            return owner;
        }

        _first ??= service;
        _owners.Add(address, service);
        _ofAll = isAny ? service : null;
        return null;
    }
}
