using Compose.Net.Docker.Transport;

namespace Compose.Net.Docker.Streams;

/// <summary>Knows the last events, so that those that an engine tells again after a reconnection are told once.</summary>
internal sealed class RecentEvents
{
    private const int Capacity = 1024;

    private readonly HashSet<(string, string, long)> _known = [];
    private readonly Queue<(string, string, long)> _order = new();

    /// <summary>Whether the event is new.</summary>
    public bool Add(EngineEvent happened)
    {
        var key = (happened.Actor.Id, happened.Action, happened.TimeNano);
        if (!_known.Add(key))
            return false;

        _order.Enqueue(key);
        if (_order.Count > Capacity)
            _known.Remove(_order.Dequeue());
        return true;
    }
}
