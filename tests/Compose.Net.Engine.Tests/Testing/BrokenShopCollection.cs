using Xunit;

namespace Compose.Net.Engine.Tests.Testing;

[CollectionDefinition(nameof(BrokenShopCollection))]
public sealed class BrokenShopCollection : ICollectionFixture<BrokenShopFixture>;
