using Xunit;

namespace Compose.Net.Engine.Tests.Addresses;

/// <summary>One engine for all that needs the usual pools, one test after the other.</summary>
[CollectionDefinition(nameof(SmallPoolsCollection))]
public sealed class SmallPoolsCollection : ICollectionFixture<SmallPoolsEngine>;
