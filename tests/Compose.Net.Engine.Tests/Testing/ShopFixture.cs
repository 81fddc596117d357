using Compose.Net.Testing;

namespace Compose.Net.Engine.Tests.Testing;

public sealed class ShopFixture() : ComposeFixture("Testing/shop.yaml");
