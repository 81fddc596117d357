using Xunit;

namespace Compose.Net.Engine.Tests.Testing;

/// <summary>Fails on purpose, when <see cref="FailedStartTests"/> runs it.</summary>
public sealed class UnseededShopTests(UnseededShopFixture shop) : IClassFixture<UnseededShopFixture>
{
    [Fact(Explicit = true)]
    public void A_test_that_uses_the_shop() => Assert.NotNull(shop.Project);
}
