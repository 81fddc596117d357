using System.Diagnostics;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Swarm;

/// <summary>The base of tests on the swarm's two hosts: one project name a test, and nothing of it left on either at the end.</summary>
[Collection(nameof(SwarmCollection))]
public abstract class SwarmTest(EngineFixture engine, SwarmHosts hosts) : IAsyncLifetime
{
    protected string Project { get; } = engine.NewProjectName("w");

    /// <summary>The first three numbers of a /24 subnet that no other test uses.</summary>
    protected string Subnet { get; } = engine.NewSubnet();

    private string ProjectFilter => $"label=com.docker.compose.project={Project}";

    protected Witness Manager { get; } = new(hosts.Manager);

    protected Witness Worker { get; } = new(hosts.Worker);

    protected ComposeClient OnManager { get; private set; } = null!; // Set before each test.

    protected ComposeClient OnWorker { get; private set; } = null!; // Set before each test.

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        hosts.Require();
        OnManager = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = hosts.Manager }, Cancelled);
        OnWorker = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = hosts.Worker }, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (ComposeClient? client in new[] { OnManager, OnWorker })
        {
            if (client is not null)
                await client.DisposeAsync();
        }

        // Containers first, on both: a network goes only when nobody on any host is on it.
        foreach (Witness host in new[] { Worker, Manager })
        {
            if (await host.TryRunAsync("ps", "-aq", "--filter", ProjectFilter) is { ExitCode: 0, Output: { Length: > 0 } containers })
                await host.TryRunAsync(["rm", "-fv", .. containers.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
        }

        if (await Manager.TryRunAsync("network", "ls", "-q", "--filter", ProjectFilter) is { ExitCode: 0, Output: { Length: > 0 } networks })
            await Manager.TryRunAsync(["network", "rm", .. networks.Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }

    /// <summary>Loads the text as this test's project.</summary>
    protected ComposeProject Load(string yaml)
    {
        ComposeFileResult result = ComposeFile.Parse(yaml, new ComposeFileOptions { ProjectName = Project });
        result.Diagnostics.Should().BeEmpty();
        return result.Project!;
    }

    protected Task<Plan> UpAsync(ComposeClient client, string yaml) => client.UpAsync(Load(yaml), cancellationToken: Cancelled);

    protected async Task MustHaveNothingToDoAsync(ComposeClient client, string yaml)
    {
        Plan plan = await client.PlanAsync(Load(yaml), cancellationToken: Cancelled);
        plan.IsEmpty.Should().BeTrue(plan.ToString());
    }

    /// <summary>What both hosts have of this test's project.</summary>
    protected async Task<string[]> LeftAsync()
    {
        return
        [
            .. await Manager.ListAsync("ps", "-a", "--format", "{{.Names}}", "--filter", ProjectFilter),
            .. await Worker.ListAsync("ps", "-a", "--format", "{{.Names}}", "--filter", ProjectFilter),
            .. await Manager.ListAsync("network", "ls", "--format", "{{.Name}}", "--filter", ProjectFilter),
            .. await Worker.ListAsync("network", "ls", "--format", "{{.Name}}", "--filter", ProjectFilter),
        ];
    }

    /// <summary>Holds that both hosts have nothing more of this test's project than what is named. A worker lets go of a network a moment after its last container.</summary>
    protected async Task NothingIsLeft(params string[] but)
    {
        long begin = Stopwatch.GetTimestamp();
        string[] left = await LeftAsync();
        while (!left.SequenceEqual(but) && Stopwatch.GetElapsedTime(begin) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(200, Cancelled);
            left = await LeftAsync();
        }

        left.Should().Equal(but);
    }

    /// <summary>Whether a container reaches a name or an address before ten seconds are over: a name takes a while from host to host.</summary>
    protected async Task Reaches(Witness host, string service, string target)
    {
        CliResult result = await host.TryRunAsync("exec", $"{Project}-{service}-1", "timeout", "10", "sh", "-c", $"until ping -c 1 -W 1 {target}; do :; done");
        result.ExitCode.Should().Be(0, $"{service} reaches {target}: {result.Output[..Math.Min(result.Output.Length, 500)]}{result.Error[..Math.Min(result.Error.Length, 500)]}");
    }
}
