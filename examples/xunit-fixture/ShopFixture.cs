using Compose.Net.Testing;

namespace Shop.Tests;

/// <summary>The shop of compose.yaml, which is found in this project's folder: up before the first test, removed after the last.</summary>
public sealed class ShopFixture() : ComposeFixture("compose.yaml")
{
    protected override void Configure(ComposeFixtureOptions options) => options.Environment["GREETING"] = "Welcome to the tests";
}
