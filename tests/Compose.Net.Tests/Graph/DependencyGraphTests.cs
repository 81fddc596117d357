using System.Collections.Immutable;
using Compose.Net.Graph;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Graph;

public sealed class DependencyGraphTests
{
    [Fact]
    public void A_service_stands_behind_all_it_depends_on_and_equals_by_name()
    {
        DependencyGraph graph = Graph(("web", ["api"]), ("api", ["db", "cache"]), ("db", []), ("cache", []), ("alone", []));

        graph.StartOrder.Should().Equal("alone", "cache", "db", "api", "web");
        graph.DependenciesOf("api").Should().Equal("cache", "db");
        graph.DependentsOf("db").Should().Equal("api");
        graph.Cycle.Should().BeEmpty();
    }

    [Fact]
    public void A_cycle_is_shown_as_a_path() =>
        Graph(("a", ["b"]), ("b", ["c"]), ("c", ["a"])).Cycle.Should().Equal("a", "b", "c", "a");

    [Fact]
    public void A_service_that_depends_on_itself_is_a_cycle() =>
        Graph(("a", ["a"])).Cycle.Should().Equal("a", "a");

    [Fact]
    public void Sharing_a_network_namespace_is_a_dependency()
    {
        var project = new ComposeProject
        {
            Name = "p",
            Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty
                .Add("a", new ServiceDefinition { Name = "a", Image = "i", NetworkMode = new NetworkMode.Service("b") })
                .Add("b", new ServiceDefinition { Name = "b", Image = "i" }),
        };

        DependencyGraph.From(project).StartOrder.Should().Equal("b", "a");
    }

    [Fact]
    public void What_is_no_service_of_the_project_is_left_out() =>
        Graph(("a", ["gone"])).StartOrder.Should().Equal("a");

    // Without a visited set each diamond doubles the work: 60 of them would never end.
    [Fact]
    public void Sixty_stacked_diamonds_are_sorted_at_once()
    {
        (string, string[])[] services = [.. Enumerable.Range(0, 60).SelectMany(level => new (string, string[])[]
        {
            ($"top{level}", [$"left{level}", $"right{level}"]),
            ($"left{level}", [$"top{level + 1}"]),
            ($"right{level}", [$"top{level + 1}"]),
        }), ("top60", [])];

        Graph(services).StartOrder.Should().HaveCount(181).And.StartWith("top60").And.EndWith("top0");
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_services_needs_no_deep_stack()
    {
        (string, string[])[] services = [.. Enumerable.Range(0, 100_000).Select(index => ($"s{index:D6}", index == 0 ? Array.Empty<string>() : [$"s{index - 1:D6}"]))];

        Graph(services).StartOrder[^1].Should().Be("s099999");
    }

    private static DependencyGraph Graph(params (string Name, string[] DependsOn)[] services) => DependencyGraph.From(new ComposeProject
    {
        Name = "p",
        Services = services.ToImmutableSortedDictionary(service => service.Name, service => new ServiceDefinition
        {
            Name = service.Name,
            Image = "i",
            DependsOn = service.DependsOn.ToImmutableSortedDictionary(name => name, _ => new DependencyDefinition()),
        }),
    });
}
