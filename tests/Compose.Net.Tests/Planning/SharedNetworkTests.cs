using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>The names of services on networks that other projects can join.</summary>
public sealed class SharedNetworkTests
{
    private static readonly ComposeProject Shop = Project(new NetworkDefinition { Key = "edge", Name = "traffic", External = true });

    [Theory]
    [InlineData("traffic", true, "db.shop")]
    [InlineData("traffic", false, "db.shop")]
    [InlineData("shop_edge", true, "db.shop")]
    [InlineData("shop_edge", false, null)]
    public void A_network_that_others_can_join_gives_a_name_with_the_project_behind_the_bare_one(string network, bool external, string? added)
    {
        ComposeProject project = Project(new NetworkDefinition { Key = "edge", Name = network, External = external });

        EndpointWish.Of(project, project.Services["db"], "shop-db-1").Single().Aliases.Should().Equal(["shop-db-1", "db", "store", .. added is null ? Array.Empty<string>() : [added]]);
    }

    [Fact]
    public void A_copy_answers_to_a_name_of_its_own() =>
        EndpointWish.Of(Shop.Isolate("b7"), Shop.Services["db"], "shop-b7-db-1").Single().Aliases.Should().Contain("db.shop-b7").And.NotContain("db.shop");

    [Fact]
    public void A_one_off_does_not_answer_to_it()
    {
        Plan plan = OneOffPlanner.Plan(Shop, Engine().Observe(Shop), new OneOffRequest(Shop.Services["db"], "shop-db-run", "slug"));

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container.Endpoints.Single().Aliases.Should().Equal("shop-db-run");
    }

    [Fact]
    public void A_stack_that_was_plugged_in_without_it_has_nothing_to_do()
    {
        EngineSimulator engine = Engine().Up(Shop);
        WithoutProjectAlias(engine);

        Plan(engine).ToString().Should().Be("Project \"shop\": nothing to do.\n");
        Plan(engine, new ReconcileOptions { NetworkChange = NetworkChange.Recreate }).IsEmpty.Should().BeTrue();
        Plan(engine, new ReconcileOptions { NetworkChange = NetworkChange.Refuse }).HasErrors.Should().BeFalse();
    }

    [Fact]
    public void What_is_plugged_in_anew_for_another_reason_gets_it_too()
    {
        EngineSimulator engine = Engine().Up(Shop);
        WithoutProjectAlias(engine);
        ObservedContainer db = engine.Ours.Single();
        engine.Containers[db.Id] = db with { Endpoints = db.Endpoints.SetItem("traffic", db.Endpoints["traffic"] with { Aliases = ["shop-db-1", "db"] }) };

        Plan plan = Plan(engine);

        plan.Steps.Where(step => step.InsteadOf is null).Select(step => step.Operation).OfType<ConnectContainer>().Single().Endpoint.Aliases.Should().Contain("db.shop");
        plan.ToString().Should().Contain("aliases: db, shop-db-1 -> db, db.shop, shop-db-1, store");
    }

    [Fact]
    public void Where_the_file_asks_for_it_itself_its_lack_is_a_difference()
    {
        ComposeProject asking = Shop with { Services = Shop.Services.SetItem("db", Shop.Services["db"] with { Networks = On(["store", "db.shop"]) }) };
        EngineSimulator engine = Engine().Up(Shop);
        WithoutProjectAlias(engine);

        Reconciler.Reconcile(asking, engine.Observe(asking)).StepCount.Should().Be(2);
    }

    [Theory]
    [InlineData("db", "db")]
    [InlineData("store", "store")]
    public void A_name_to_which_another_project_answers_is_said_with_the_way_out(string alias, string name)
    {
        EngineSimulator engine = Engine();
        engine.AddForeign(new ContainerEndpoint { Network = "traffic", Aliases = ["other", alias] });
        ObservedState observed = engine.Observe(Shop);
        observed = observed with { ForeignContainers = [.. observed.ForeignContainers.Select(stranger => stranger with { Labels = stranger.Labels.Add("com.docker.compose.project", "lab") })] };

        Reconciler.Reconcile(Shop, observed).Diagnostics.Should().ContainSingle().Which.ToString().Should().Be(
            $"warning CN0386: Service \"db\" answers to \"{name}\" on network \"traffic\", and so does container \"stranger\" of project \"lab\": whoever asks for it there gets either. Use \"db.shop\", which is this project's alone.");
    }

    [Fact]
    public void A_container_that_lacks_the_way_out_is_named_with_what_gives_it()
    {
        EngineSimulator engine = Engine().Up(Shop);
        WithoutProjectAlias(engine);
        engine.AddForeign(new ContainerEndpoint { Network = "traffic", Aliases = ["db"] });

        Plan plan = Plan(engine);

        plan.IsEmpty.Should().BeTrue();
        plan.Diagnostics.Should().ContainSingle().Which.Message.Should().EndWith("once \"shop-db-1\" answers to it: for that, make new containers with \"up --force-recreate db\".");
        Plan(engine, new ReconcileOptions { Recreation = Recreation.Always }).Diagnostics.Should().ContainSingle().Which.Message.Should().EndWith("which is this project's alone.");
    }

    [Fact]
    public void A_stranger_on_the_projects_own_network_is_said_too()
    {
        ComposeProject project = Project(new NetworkDefinition { Key = "edge", Name = "shop_edge" });
        EngineSimulator engine = Engine().Up(project);
        engine.AddForeign(new ContainerEndpoint { Network = "shop_edge", Aliases = ["db"] });

        Reconciler.Reconcile(project, engine.Observe(project)).Diagnostics.Should().ContainSingle().Which.Message.Should().EndWith("gets either. Give one of them another name.");
    }

    [Theory]
    [InlineData("traffic", "lab-db")]
    [InlineData("elsewhere", "db")]
    public void Others_names_and_other_networks_are_no_matter(string network, string alias)
    {
        EngineSimulator engine = Engine();
        engine.AddForeign(new ContainerEndpoint { Network = network, Aliases = [alias] });

        Plan(engine).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void What_does_not_run_does_not_answer_and_what_is_taken_down_asks_nobody()
    {
        EngineSimulator engine = Engine().Up(Shop);
        ObservedContainer stranger = engine.AddForeign(new ContainerEndpoint { Network = "traffic", Aliases = ["db"] });

        Reconciler.Reconcile(Reconciler.Emptied(Shop), engine.Observe(Shop)).Diagnostics.Should().BeEmpty();
        engine.Kill(stranger.Id);
        Plan(engine).Diagnostics.Should().BeEmpty();
    }

    private static ComposeProject Project(NetworkDefinition edge) => new()
    {
        Name = "shop",
        Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("db", new ServiceDefinition { Name = "db", Image = "busybox", Networks = On(["store"]) }),
        Networks = ImmutableSortedDictionary<string, NetworkDefinition>.Empty.Add("edge", edge),
    };

    private static ImmutableSortedDictionary<string, EndpointDefinition> On(ImmutableArray<string> aliases) =>
        ImmutableSortedDictionary<string, EndpointDefinition>.Empty.Add("edge", new EndpointDefinition { Aliases = aliases });

    private static EngineSimulator Engine()
    {
        var engine = new EngineSimulator(multipleEndpoints: true);
        foreach (string name in new[] { "traffic", "elsewhere" })
        {
            engine.Execute(new CreateNetwork(new NetworkDefinition { Key = name, Name = name }, ImmutableSortedDictionary<string, string>.Empty));
        }

        return engine;
    }

    // As docker compose plugs it in.
    private static void WithoutProjectAlias(EngineSimulator engine)
    {
        foreach (ObservedContainer container in engine.Ours.ToArray())
        {
            ObservedEndpoint endpoint = container.Endpoints["traffic"];
            engine.Containers[container.Id] = container with { Endpoints = container.Endpoints.SetItem("traffic", endpoint with { Aliases = endpoint.Aliases.Remove("db.shop") }) };
        }
    }

    private static Plan Plan(EngineSimulator engine, ReconcileOptions? options = null) => Reconciler.Reconcile(Shop, engine.Observe(Shop), options);
}
