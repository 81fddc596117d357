using Compose.Net.Testing;

namespace Compose.Net.Engine.Tests.Testing;

/// <summary>A shop that does not come up.</summary>
public sealed class BrokenShopFixture() : ComposeFixture("Testing/broken-shop.yaml")
{
    public override ValueTask InitializeAsync() => FailingRun.IsThis ? base.InitializeAsync() : ValueTask.CompletedTask;
}
