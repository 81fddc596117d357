using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public sealed class ContainerStatesTests
{
    [Fact]
    public void Containers_that_do_not_run_well_are_told_one_by_one_and_the_others_are_counted() =>
        ContainerStates.Lines(
        [
            Container("p-web-1", ContainerState.Created),
            Container("p-db-1", ContainerState.Running, ContainerHealth.Unhealthy),
            Container("p-cache-1", ContainerState.Running),
            Container("p-queue-1", ContainerState.Running, ContainerHealth.Healthy),
            Container("p-migrate-1", ContainerState.Exited) with { ExitCode = 3 },
            Container("p-web-run-1", ContainerState.Exited) with { OneOff = true },
        ]).Should().Equal(
            "p-db-1       running, unhealthy",
            "p-migrate-1  exited with 3",
            "p-web-1      created",
            "2 run well");

    [Fact]
    public void Of_many_only_the_first_are_told()
    {
        ImmutableArray<ObservedContainer> many = [.. Enumerable.Range(10, 50).Select(number => Container($"p-a-{number}", ContainerState.Dead))];

        ContainerStates.Lines(many).Should().HaveCount(21).And.EndWith("and 30 more like these");
        ContainerStates.Lines([]).Should().BeEmpty();
    }

    private static ObservedContainer Container(string name, ContainerState state, ContainerHealth health = ContainerHealth.None) =>
        new() { Id = name, Name = name, Service = "a", State = state, Health = health };
}
