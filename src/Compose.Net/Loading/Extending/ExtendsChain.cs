namespace Compose.Net.Loading.Extending;

/// <summary>The services that led to the one that is looked at, each extending the next.</summary>
internal sealed class ExtendsChain
{
    private readonly List<(string Place, string Service)> _links = [];

    public int Count => _links.Count;

    public bool Contains(string place, string service) => _links.Contains((place, service));

    public void Push(string place, string service) => _links.Add((place, service));

    public void Pop() => _links.RemoveAt(_links.Count - 1);

    /// <summary>The circle that the service closes, for a reader.</summary>
    public string Circle(string place, string service) =>
        string.Join(" -> ", _links[_links.IndexOf((place, service))..].Append((Place: place, Service: service)).Select(link => $"{link.Service} ({link.Place})"));
}
