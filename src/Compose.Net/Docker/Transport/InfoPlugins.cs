using System.Collections.Immutable;

namespace Compose.Net.Docker.Transport;

/// <summary>The drivers of an engine.</summary>
internal sealed record InfoPlugins(ImmutableArray<string>? Network);
