using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Addresses;

/// <summary>More networks than an engine has subnets for. With <c>COMPOSE_NET_FULL=1</c> there are 200 of them.</summary>
[Collection(nameof(SmallPoolsCollection))]
public sealed class ManyNetworksTests(SmallPoolsEngine engine)
{
    private const int NetworksOfAProject = 5;

    private static readonly int Projects = Environment.GetEnvironmentVariable("COMPOSE_NET_FULL") == "1" ? 40 : 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Networks_beyond_the_engines_own_pools_get_small_subnets_that_overlap_nothing()
    {
        engine.Require();
        ComposeProject[] projects = [.. Enumerable.Range(0, Projects).Select(Project)];

        // Each with a client of its own, as different processes have.
        await Parallel.ForEachAsync(projects, Parallelism(), async (project, token) =>
        {
            await using ComposeClient client = await ConnectAsync();
            Plan plan = await client.UpAsync(project, cancellationToken: token);
            (await client.PlanAsync(project, cancellationToken: token)).IsEmpty.Should().BeTrue();
            plan.Steps.Should().NotBeEmpty();
        });

        string[] names = await engine.Docker.ListAsync("network", "ls", "--filter", "label=com.docker.compose.project", "--format", "{{.Name}}");
        names.Should().HaveCount(Projects * NetworksOfAProject);
        IPNetwork[] subnets = [.. (await engine.Docker.ListAsync(["network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", .. names, "bridge"])).Select(IPNetwork.Parse)];
        subnets.Should().OnlyHaveUniqueItems();
        subnets.SelectMany((subnet, i) => subnets.Skip(i + 1).Where(other => Overlap(subnet, other))).Should().BeEmpty();
        subnets.Should().Contain(subnet => subnet.PrefixLength == 26, "the engine's own pools do not suffice");
        subnets.Should().Contain(subnet => subnet.PrefixLength < 26, "the engine's own pools serve as long as they have room");

        // A bridge is a route to exactly its network: every other route overlaps none.
        IPNetwork[] routes = [.. (await engine.RoutesAsync()).Select(IPNetwork.Parse).Where(route => !subnets.Contains(route))];
        subnets.Where(subnet => routes.Any(route => Overlap(subnet, route))).Should().BeEmpty();

        await Parallel.ForEachAsync(projects, Parallelism(), async (project, token) =>
        {
            await using ComposeClient client = await ConnectAsync();
            await client.DownAsync(project, cancellationToken: token);
        });
        (await engine.Docker.ListAsync("network", "ls", "-q", "--filter", "label=com.docker.compose.project")).Should().BeEmpty();
    }

    private static ParallelOptions Parallelism() => new() { MaxDegreeOfParallelism = 4, CancellationToken = Cancelled };

    private Task<ComposeClient> ConnectAsync() => ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = engine.Endpoint }, Cancelled);

    private static ComposeProject Project(int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"many{number}");
        return new ComposeProject
        {
            Name = name,
            Networks = Enumerable.Range(0, NetworksOfAProject).Select(i => string.Create(CultureInfo.InvariantCulture, $"n{i}"))
                .ToImmutableSortedDictionary(key => key, key => new NetworkDefinition { Key = key, Name = $"{name}_{key}" }),
        };
    }

    private static bool Overlap(IPNetwork a, IPNetwork b) => a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);
}
