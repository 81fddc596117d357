namespace Compose.Net.Graph;

internal enum DrawnEdgeKind
{
    Endpoint,
    Published,
    Shared,
}
