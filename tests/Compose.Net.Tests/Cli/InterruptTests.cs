using Compose.Net.Cli;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
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
    public async Task An_interrupt_does_not_hide_what_had_failed_before()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = new ToolRun
        {
            LoadsFiles = true,
            Source = new MemorySource(("/p/shop/compose.yaml", "services: {one: {image: busybox}, two: {image: busybox, depends_on: [one]}}")),
            Engine = new JournalEngine(new Journal()) { Refuses = RefuseAndInterrupt },
        };

        (await run.RunUntilAsync(interrupt.Token, "up", "-d")).Should().Be(130);

        run.Error.Should().Contain("error CN0499: The engine refused: StartContainer shop-one-1.").And.EndWith("Cancelled. What was done stays; the next up or down carries on from there.\n");

        ComposeEngineException? RefuseAndInterrupt(Operation operation)
        {
            if (operation is not StartContainer)
                return null;

            interrupt.Cancel();
            return new ComposeEngineException("CN0499", $"The engine refused: StartContainer {operation.Subject}.");
        }
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
