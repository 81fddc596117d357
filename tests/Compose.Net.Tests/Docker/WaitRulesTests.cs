using Compose.Net.Docker.Waiting;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class WaitRulesTests
{
    // State, health, exit code; then what the three waits come to: a word, or the code of the failure.
    public static TheoryData<ContainerState, ContainerHealth, int, string, string, string> Looks => new()
    {
        { ContainerState.Running, ContainerHealth.None, 0, "CN0432", "pending", "reached" },
        { ContainerState.Running, ContainerHealth.Starting, 0, "pending", "pending", "pending" },
        { ContainerState.Running, ContainerHealth.Healthy, 0, "reached", "pending", "reached" },
        { ContainerState.Running, ContainerHealth.Unhealthy, 0, "CN0431", "pending", "CN0431" },
        { ContainerState.Exited, ContainerHealth.None, 0, "CN0430", "reached", "reached" },
        { ContainerState.Exited, ContainerHealth.Unhealthy, 1, "CN0430", "CN0430", "CN0430" },
        { ContainerState.Restarting, ContainerHealth.None, 1, "pending", "pending", "pending" },
        { ContainerState.Restarting, ContainerHealth.Unhealthy, 1, "pending", "pending", "pending" },
        { ContainerState.Created, ContainerHealth.None, 0, "CN0434", "CN0434", "CN0434" },
        { ContainerState.Paused, ContainerHealth.Healthy, 0, "CN0434", "CN0434", "CN0434" },
        { ContainerState.Removing, ContainerHealth.None, 0, "CN0433", "CN0433", "CN0433" },
        { ContainerState.Dead, ContainerHealth.None, 1, "CN0430", "CN0430", "CN0430" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void One_look_decides(ContainerState state, ContainerHealth health, int exitCode, string healthy, string completed, string ready)
    {
        var container = new WaitedContainer { Name = "c", State = state, Health = health, ExitCode = exitCode };

        Word(WaitRules.Healthy(container)).Should().Be(healthy);
        Word(WaitRules.Completed(container)).Should().Be(completed);
        Word(WaitRules.Ready(container)).Should().Be(ready);
    }

    [Fact]
    public void An_end_is_explained()
    {
        Message(WaitRules.Completed(new WaitedContainer { Name = "c", State = ContainerState.Exited, ExitCode = 137, OutOfMemory = true }))
            .Should().Be("Container \"c\" ended with exit code 137 (killed, out of memory) and should have ended with 0. See its log for the reason.");
    }

    [Fact]
    public void The_last_check_is_quoted_on_one_line_and_cut()
    {
        var container = new WaitedContainer
        {
            Name = "c",
            State = ContainerState.Running,
            Health = ContainerHealth.Unhealthy,
            FailingStreak = 3,
            LastCheckExitCode = 1,
            LastCheckOutput = "no\n  route" + new string('x', 1000),
        };

        Message(WaitRules.Healthy(container)).Should()
            .StartWith("Container \"c\" is unhealthy: its health check failed 3 times in a row. The last check ended with exit code 1 and wrote \"no routexxx")
            .And.Contain("...\". See its log").And.Match(message => message.Length < 700);
    }

    private static string Message(WaitVerdict verdict) => verdict.Should().BeOfType<WaitVerdict.Failed>().Which.Message;

    private static string Word(WaitVerdict verdict) => verdict switch
    {
        WaitVerdict.Reached => "reached",
        WaitVerdict.Failed failed => failed.Code,
        _ => "pending",
    };
}
