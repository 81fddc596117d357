using Compose.Net.Planning;
using Compose.Net.Testing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

/// <summary>A limit that cannot work is refused where it is set, and not when it is too late.</summary>
public sealed class TimeLimitTests
{
    // Each sets one time, and returns what it has become.
    public static TheoryData<string, Func<TimeSpan, TimeSpan?>> Limits => new()
    {
        { "LockTimeout", time => new ComposeClientOptions { LockTimeout = time }.LockTimeout },
        { "CancellationGrace", time => new ComposeClientOptions { CancellationGrace = time }.CancellationGrace },
        { "StopTimeout", time => new ReconcileOptions { StopTimeout = time }.StopTimeout },
        { "WaitTimeout", time => new ReconcileOptions { WaitTimeout = time }.WaitTimeout },
        { "Timeout", time => new StopOptions { Timeout = time }.Timeout },
        { "Timeout", time => new RestartOptions { Timeout = time }.Timeout },
        { "WaitTimeout", time => new StartOptions { WaitTimeout = time }.WaitTimeout },
        { "StartupTimeout", time => new ComposeFixtureOptions { StartupTimeout = time }.StartupTimeout },
        { "StopTimeout", time => new ComposeFixtureOptions { StopTimeout = time }.StopTimeout },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_time_below_zero_is_refused(string name, Func<TimeSpan, TimeSpan?> set)
    {
        Action below = () => set(TimeSpan.FromSeconds(-5));

        below.Should().Throw<ArgumentOutOfRangeException>().WithMessage("A time below zero is no limit. Give a time from zero on, or Timeout.InfiniteTimeSpan.*").Which.ParamName.Should().Be(name);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public void A_time_that_no_timer_runs_is_without_end(string name, Func<TimeSpan, TimeSpan?> set)
    {
        name.Should().NotBeEmpty();
        set(TimeSpan.MaxValue).Should().Be(Timeout.InfiniteTimeSpan);
        set(Timeout.InfiniteTimeSpan).Should().Be(Timeout.InfiniteTimeSpan);
        set(TimeSpan.FromDays(49)).Should().Be(TimeSpan.FromDays(49));
        set(TimeSpan.Zero).Should().Be(TimeSpan.Zero);
        using var timer = new CancellationTokenSource(set(TimeSpan.FromDays(50))!.Value);
    }

    [Fact]
    public void At_least_one_step_runs_at_a_time()
    {
        Action none = () => _ = new ComposeClientOptions { MaxParallelism = 0 };

        none.Should().Throw<ArgumentOutOfRangeException>();
    }
}
