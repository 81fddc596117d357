using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public sealed class EngineTimeTests
{
    [Fact]
    public void Moments_that_cannot_be_counted_are_the_last_or_the_first_that_can()
    {
        EngineTime.ToNanoseconds(DateTimeOffset.FromUnixTimeSeconds(9_999_999_999)).Should().Be(long.MaxValue);
        EngineTime.ToNanoseconds(DateTimeOffset.MaxValue).Should().Be(long.MaxValue);
        EngineTime.ToNanoseconds(DateTimeOffset.MinValue).Should().Be(long.MinValue);
        EngineTime.ToNanoseconds(DateTimeOffset.UnixEpoch.AddTicks(-1)).Should().Be(-100);
    }

    [Theory]
    [InlineData(0, "0.000000000")]
    [InlineData(5_000_000_001, "5.000000001")]
    [InlineData(-5_000_000_000, "-5.000000000")]
    [InlineData(-4_500_000_000, "-5.500000000")]
    [InlineData(-1, "-1.999999999")]
    [InlineData(long.MaxValue, "9223372036.854775807")]
    [InlineData(long.MinValue, "-9223372037.145224192")]
    public void The_decimals_are_added_to_the_seconds_before_1970_too(long nanoseconds, string text) => EngineTime.ToSeconds(nanoseconds).Should().Be(text);
}
