namespace Compose.Net.Graph;

internal enum DrawnNodeKind
{
    Network,
    InternalNetwork,
    Host,
    Service,
}
