using Compose.Net.Testing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Testing;

public sealed class ProjectNameTests
{
    [Theory]
    [InlineData(typeof(ShopFixture), "shop")]
    [InlineData(typeof(Fixture), "tests")]
    [InlineData(typeof(Übergröße_42), "bergre42")]
    [InlineData(typeof(AFixtureWithANameThatIsMuchTooLongForAnyHostName), "afixturewithanamethatism")]
    public void The_name_is_short_valid_and_tells_whose_it_is(Type fixture, string name) =>
        ProjectName.Stem(fixture).Should().Be(name);

    [Fact]
    public void No_two_copies_have_the_same_id() =>
        Enumerable.Range(0, 1000).Select(_ => ProjectName.NewId()).Should().OnlyHaveUniqueItems().And.AllSatisfy(id => id.Should().MatchRegex("^[0-9a-f]{8}$"));

    private sealed class ShopFixture;

    private sealed class Fixture;

    private sealed class Übergröße_42;

    private sealed class AFixtureWithANameThatIsMuchTooLongForAnyHostName;
}
