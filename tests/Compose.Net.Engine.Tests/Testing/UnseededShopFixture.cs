using Compose.Net.Testing;

namespace Compose.Net.Engine.Tests.Testing;

/// <summary>A shop that comes up, and whose own preparation then fails.</summary>
public sealed class UnseededShopFixture() : ComposeFixture("Testing/shop.yaml")
{
    public override async ValueTask InitializeAsync()
    {
        if (FailingRun.IsThis)
        {
            await base.InitializeAsync();
            throw new InvalidOperationException($"There is no seed for {ProjectName}.");
        }
    }
}
