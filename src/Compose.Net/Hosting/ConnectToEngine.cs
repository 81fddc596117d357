namespace Compose.Net.Hosting;

/// <summary>How a hosted project gets its client. Tests register their own.</summary>
internal delegate Task<ComposeClient> ConnectToEngine(ComposeClientOptions options, CancellationToken cancellationToken);
