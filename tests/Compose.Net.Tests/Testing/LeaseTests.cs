using System.Collections.Immutable;
using System.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Testing;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Testing;

public sealed class LeaseTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void The_lease_of_a_process_that_runs_is_not_over_however_old_it_is()
    {
        Lease lease = Lease.Parse(Lease.OfThisProcess(Now.AddYears(-1)).ToString())!;

        lease.Should().Be(Lease.OfThisProcess(Now.AddYears(-1)));
        lease.IsOver(Now).Should().BeFalse();
    }

    [Fact]
    public async Task The_lease_of_a_process_that_ended_is_over_at_once()
    {
        using Process process = Process.Start("dotnet", "--version")!;
        Lease lease = Lease.OfThisProcess(Now) with { ProcessId = process.Id, Started = ProcessTable.StartOf(process.Id) ?? "gone" };
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        lease.IsOver(Now).Should().BeTrue();
    }

    [Fact]
    public void A_process_id_that_is_used_again_does_not_keep_the_lease() =>
        (Lease.OfThisProcess(Now) with { Started = "1" }).IsOver(Now).Should().BeTrue();

    [Fact]
    public void The_lease_of_a_process_elsewhere_is_over_after_a_day()
    {
        Lease lease = Lease.OfThisProcess(Now) with { Place = "elsewhere" };

        lease.IsOver(Now.AddHours(23)).Should().BeFalse();
        lease.IsOver(Now.AddHours(25)).Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b c d")]
    [InlineData("place 1 2")]
    public void What_is_no_lease_is_never_over(string? text) => Lease.Parse(text).Should().BeNull();

    [Fact]
    public async Task What_a_killed_run_left_without_a_network_is_removed_too()
    {
        var engine = new JournalEngine(new Journal());
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), TestContext.Current.CancellationToken);
        ComposeProject project = ComposeFile.Parse("services: { web: { image: busybox, network_mode: none } }").Project!;
        await UpDeadAndAliveAsync(client, project);

        await Leases.RemoveLeftoversAsync(client, project.Isolate("new"), Now, TestContext.Current.CancellationToken);

        (await client.ListProjectsAsync(TestContext.Current.CancellationToken)).Should().ContainSingle().Which.Name.Should().EndWith("-alive");
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_and_what_runs_is_not()
    {
        var engine = new JournalEngine(new Journal());
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), TestContext.Current.CancellationToken);
        ComposeProject project = ComposeFile.Parse("services: { web: { image: busybox, volumes: [\"v:/v\"] } }\nvolumes: { v: {} }").Project!;
        await UpDeadAndAliveAsync(client, project);

        (await Leases.RemoveLeftoversAsync(client, project.Isolate("new"), Now, TestContext.Current.CancellationToken)).Should().BeEmpty();

        (await client.ObserveAsync(project.Isolate("dead"), TestContext.Current.CancellationToken)).Containers.Should().BeEmpty();
        (await client.ObserveAsync(project.Isolate("alive"), TestContext.Current.CancellationToken)).Containers.Should().ContainSingle();
        ImmutableArray<string> networks = [.. (await client.ObserveAsync(project, TestContext.Current.CancellationToken)).Networks.Select(network => network.Name)];
        networks.Should().ContainSingle().Which.Should().EndWith("-alive_default");
    }

    // One copy of a process that has ended, and one of this process.
    private static async Task UpDeadAndAliveAsync(ComposeClient client, ComposeProject project)
    {
        Lease own = Lease.OfThisProcess(Now);
        await client.UpAsync(Leases.Mark(project.Isolate("dead"), own with { Started = "1" }), cancellationToken: TestContext.Current.CancellationToken);
        await client.UpAsync(Leases.Mark(project.Isolate("alive"), own), cancellationToken: TestContext.Current.CancellationToken);
    }
}
