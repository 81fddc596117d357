using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>One swarm for all that needs several hosts, one test after the other.</summary>
[CollectionDefinition(nameof(SwarmCollection))]
public sealed class SwarmCollection : ICollectionFixture<SwarmHosts>;
