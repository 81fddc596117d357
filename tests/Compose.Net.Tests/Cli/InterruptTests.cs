using Compose.Net.Cli;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class InterruptTests
{
    [Fact]
    public void The_first_signal_cancels_and_the_second_ends_the_process()
    {
        using var interrupts = new Interrupts();

        interrupts.Take().Should().BeTrue();
        interrupts.First.IsCancellationRequested.Should().BeTrue();
        interrupts.Take().Should().BeFalse();
    }

    [Fact]
    public void A_command_that_makes_use_of_the_second_signal_leaves_the_third_to_end_the_process()
    {
        using var interrupts = new Interrupts();
        CancellationToken second = interrupts.UseSecond();

        interrupts.Take().Should().BeTrue();
        second.IsCancellationRequested.Should().BeFalse();
        interrupts.Take().Should().BeTrue();
        second.IsCancellationRequested.Should().BeTrue();
        interrupts.Take().Should().BeFalse();
    }
}
