using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What the options of a plan change, on one project that runs already.</summary>
public sealed class OptionPlanTests
{
    private const string Yaml = """
        services:
          web: {image: x, depends_on: {api: {condition: service_started, restart: true}}, networks: [front]}
          api: {image: x, depends_on: [db], volumes: [/cache, "named:/named"], networks: [front, back]}
          db: {image: x, networks: [back]}
          other: {image: x, networks: [side], volumes: ["more:/more"]}
        networks: {front: , back: , side: }
        volumes: {named: , more: }
        """;

    private static readonly ComposeProject Shop = Loaded.Project(Yaml);

    [Fact]
    public void Always_replaces_all_and_never_replaces_none()
    {
        ComposeProject changed = With("db", db => db with { User = "root" });

        Created(Shop, new ReconcileOptions { Recreation = Recreation.Always }).Should().Equal("db", "api", "other", "web");
        Created(changed, new ReconcileOptions()).Should().Equal("db");
        Plan(changed, new ReconcileOptions { Recreation = Recreation.Never }).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData("localhost", "Service \"db\" publishes a port on \"localhost\", which is no IP address, and the engine would publish it on all. Write one such as 127.0.0.1.")]
    [InlineData("::1")]
    [InlineData("")]
    public void What_the_engine_would_take_for_all_addresses_is_refused(string hostIp, params string[] messages) =>
        Plan(With("db", db => db with { Ports = [new PortDefinition { Target = 80, HostIp = hostIp }] }), new ReconcileOptions()).Diagnostics.Select(diagnostic => diagnostic.Message).Should().Equal(messages);

    [Fact]
    public void A_scale_below_zero_is_refused() =>
        Plan(With("db", db => db with { Scale = -1 }), new ReconcileOptions()).Diagnostics.Should().ContainSingle().Which.Message.Should().Be("Service \"db\" has the scale -1. Give a number from 0 up.");

    [Fact]
    public void Never_leaves_networks_as_they_are_too()
    {
        ComposeProject changed = Shop with { Networks = Shop.Networks.SetItem("back", Shop.Networks["back"] with { Internal = true }) };

        Plan(changed, new ReconcileOptions { Recreation = Recreation.Never }).IsEmpty.Should().BeTrue();
        Plan(changed, new ReconcileOptions()).IsEmpty.Should().BeFalse();
    }

    [Fact]
    public void Always_means_the_services_that_are_named_and_not_what_they_depend_on()
    {
        Created(Shop, new ReconcileOptions { Recreation = Recreation.Always, Services = ["api"] }).Should().Equal("api");
        Created(Shop, new ReconcileOptions { RecreateDependencies = true, Services = ["api"] }).Should().Equal("db");
        Created(Shop, new ReconcileOptions { RecreateDependencies = true, Recreation = Recreation.Always, Services = ["api"] }).Should().Equal("db", "api");
    }

    [Fact]
    public void Naming_services_makes_them_and_what_they_depend_on_and_only_their_networks_and_volumes()
    {
        Plan plan = Reconciler.Reconcile(Shop, Nothing, new ReconcileOptions { Services = ["api"] });

        plan.Steps.Select(step => step.Operation.Subject).Distinct().Should().BeEquivalentTo("p_back", "p_front", "p_named", "p-api-1", "p-db-1");
    }

    [Fact]
    public void Others_and_their_networks_are_left_alone_when_services_are_named()
    {
        ComposeProject changed = With("other", other => other with { User = "root", Networks = other.Networks.Clear().Add("front", new EndpointDefinition()) });
        changed = changed with { Networks = changed.Networks.Remove("side") };

        Plan(changed, new ReconcileOptions { Services = ["web"], RemoveOrphans = true }).ToString().Should().Be("Project \"p\": nothing to do.\n");
    }

    [Fact]
    public void A_service_that_nobody_knows_cannot_be_named() =>
        Plan(Shop, new ReconcileOptions { Services = ["wep"] }).Diagnostics.Select(diagnostic => diagnostic.ToString())
            .Should().Equal("error CN0460: Project \"p\" has no service \"wep\". Did you mean \"web\"? Services: api, db, other, web.");

    [Fact]
    public void A_service_that_is_disabled_cannot_be_named_and_its_profiles_are()
    {
        ComposeProject disabled = Shop with { Services = Shop.Services.Remove("web"), DisabledServices = Shop.DisabledServices.Add("web", Shop.Services["web"] with { Profiles = ["debug", "all"] }) };

        Plan(disabled, new ReconcileOptions { Services = ["web"] }).Diagnostics.Select(diagnostic => diagnostic.ToString())
            .Should().Equal("error CN0460: Service \"web\" of project \"p\" is disabled. Activate a profile of it: debug, all.");
    }

    [Fact]
    public void Without_dependencies_they_stay_as_they_are_and_are_not_waited_for()
    {
        ObservedState running = Running(Shop);
        ObservedContainer db = running.Containers.Single(container => container.Service == "db");
        running = running with { Containers = running.Containers.Replace(db, db with { State = ContainerState.Exited }) };
        ComposeProject changed = With("db", service => service with { User = "root" });
        changed = changed with { Services = changed.Services.SetItem("api", changed.Services["api"] with { User = "root" }) };

        Plan plan = Reconciler.Reconcile(changed, running, new ReconcileOptions { Services = ["api"], WithoutDependencies = true });

        plan.Steps.Select(step => step.Service).OfType<string>().Distinct().Should().Equal("api");
        Reconciler.Reconcile(Shop, Nothing, new ReconcileOptions { Services = ["api"], WithoutDependencies = true }).Steps
            .Select(step => step.Service).OfType<string>().Distinct().Should().Equal("api");
    }

    [Fact]
    public void Without_dependencies_a_namespace_is_that_of_the_container_that_is_there_and_missing_it_is_an_error()
    {
        ComposeProject shared = Loaded.Project("services:\n  a: {image: x, network_mode: none, ipc: \"service:b\"}\n  b: {image: x, network_mode: none, ipc: shareable}");
        ComposeProject changed = shared with { Services = shared.Services.SetItem("a", shared.Services["a"] with { User = "root" }).SetItem("b", shared.Services["b"] with { User = "root" }) };
        var options = new ReconcileOptions { Services = ["a"], WithoutDependencies = true };

        Plan plan = Reconciler.Reconcile(changed, Running(shared), options);

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().ContainSingle().Which.Container.IpcMode.Should().Be("container:p-b-1");
        Reconciler.Reconcile(changed, Nothing, options).Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0313");
    }

    [Fact]
    public void Create_only_makes_and_replaces_and_starts_nothing()
    {
        Reconciler.Reconcile(Shop, Nothing, new ReconcileOptions { CreateOnly = true, Wait = true }).Steps
            .Should().NotContain(step => step.Operation is StartContainer || step.Operation is WaitUntilReady).And.Contain(step => step.Operation is CreateContainer);

        Plan plan = Plan(With("api", api => api with { User = "root" }), new ReconcileOptions { CreateOnly = true });
        plan.Steps.Select(step => OperationText.Kind(step.Operation)).Should().Equal("create-container", "stop-container", "remove-container", "rename-container");
    }

    [Fact]
    public void An_anonymous_volume_goes_to_the_container_that_takes_the_place_of_its_own()
    {
        ObservedState running = Running(Shop);
        string volume = running.Containers.Single(container => container.Service == "api").AnonymousVolumes["/cache"];

        Plan plan = Reconciler.Reconcile(With("api", api => api with { User = "root" }), running);

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container.Mounts.OfType<VolumeMount>()
            .Select(mount => (mount.Source, mount.Target)).Should().Equal((volume, "/cache"), ("p_named", "/named"));
        plan.Steps.Select(step => step.Operation).OfType<RemoveContainer>().Single().RemoveAnonymousVolumes.Should().BeFalse();
    }

    [Fact]
    public void A_volume_that_the_image_asks_for_is_taken_over_and_one_that_the_file_asks_for_no_more_is_not()
    {
        ObservedState running = Running(Shop);
        ObservedContainer api = running.Containers.Single(container => container.Service == "api");
        string ofImage = new('a', 64);
        running = running with
        {
            Containers = running.Containers.Replace(api, api with { AnonymousVolumes = api.AnonymousVolumes.Add("/image", ofImage) }),
            Images = running.Images.ToImmutableSortedDictionary(image => image.Key, image => image.Value with { VolumePlaces = ["/image"] }),
        };

        Plan plan = Reconciler.Reconcile(With("api", service => service with { Mounts = [] }), running);

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container.Mounts.Should().Equal(new VolumeMount(ofImage, "/image"));
    }

    [Fact]
    public void New_anonymous_volumes_replace_their_containers_only_and_the_old_ones_go_even_if_they_were_taken_over()
    {
        ComposeProject changed = With("api", api => api with { User = "root" });
        EngineSimulator engine = EngineSimulator.Running(Shop).Up(changed);
        string before = engine.Containers.Values.Single(container => container.Service == "api").AnonymousVolumes["/cache"];

        Plan plan = Reconciler.Reconcile(changed, engine.Observe(changed), new ReconcileOptions { RenewAnonymousVolumes = true });
        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container.Service.Name).Should().Equal("api");
        engine.Up(changed, new ReconcileOptions { RenewAnonymousVolumes = true });

        engine.Containers.Values.Single(container => container.Service == "api").AnonymousVolumes["/cache"].Should().NotBe(before);
        engine.Volumes.Keys.Should().NotContain(before);
    }

    [Fact]
    public void Down_with_volumes_leaves_no_anonymous_volume_and_down_without_leaves_all()
    {
        ComposeProject changed = With("api", api => api with { User = "root" });
        EngineSimulator engine = EngineSimulator.Running(Shop).Up(changed);

        engine.Up(Reconciler.Emptied(changed), new ReconcileOptions { RemoveVolumes = true });

        engine.Volumes.Should().BeEmpty();
    }

    [Fact]
    public void Down_of_a_service_leaves_the_others_and_what_they_use()
    {
        EngineSimulator engine = EngineSimulator.Running(Shop);

        engine.Up(Reconciler.Emptied(Shop), new ReconcileOptions { Services = ["other"], WithoutDependencies = true, RemoveVolumes = true });

        engine.Containers.Values.Select(container => container.Service).Order().Should().Equal("api", "db", "web");
        engine.Networks.Keys.Order().Should().Equal("p_back", "p_front");
        engine.Volumes.Keys.Should().Contain("p_named").And.NotContain("p_more");
    }

    [Fact]
    public void What_asked_to_restart_with_another_does_so_when_that_is_replaced()
    {
        Plan plan = Plan(With("api", api => api with { User = "root" }), new ReconcileOptions());

        plan.Steps.Where(step => step.Service == "web").Select(step => OperationText.Kind(step.Operation)).Should().Equal("stop-container", "start-container");
        plan.Steps.Should().NotContain(step => step.Service == "db");
    }

    [Fact]
    public void A_limit_for_waiting_is_in_the_plan()
    {
        Plan plan = Reconciler.Reconcile(Shop, Nothing, new ReconcileOptions { Wait = true, WaitTimeout = TimeSpan.FromSeconds(90) });

        WaitOperation[] waits = [.. plan.Steps.Select(step => step.Operation).OfType<WaitOperation>()];
        waits.Select(wait => wait.Name).Distinct().Should().HaveCount(4);
        waits.Should().OnlyContain(wait => wait.Within == TimeSpan.FromSeconds(90));
        plan.ToString().Should().Contain("wait until p-web-1 is ready, 90 s at most");
    }

    [Fact]
    public void A_limit_counts_for_what_is_waited_for_in_between_and_one_wait_serves_both()
    {
        ComposeProject project = Loaded.Project("""
            services:
              db: {image: x, network_mode: none, healthcheck: {test: "true"}}
              cache: {image: x, network_mode: none, healthcheck: {test: "true"}}
              web: {image: x, network_mode: none, depends_on: {db: {condition: service_healthy}, cache: {condition: service_healthy, required: false}}}
            """);
        string[] Waits(ReconcileOptions options) =>
            [.. Reconciler.Reconcile(project, Nothing, options).Steps.Where(step => OperationText.Mark(step.Operation) == '?').Select(step => OperationText.Describe(step.Operation) + (step.MayFail ? "?" : ""))];

        Waits(new ReconcileOptions { WaitTimeout = TimeSpan.FromSeconds(5) }).Should().Equal("wait until p-cache-1 is healthy?", "wait until p-db-1 is healthy");
        Waits(new ReconcileOptions { Wait = true, WaitTimeout = TimeSpan.FromSeconds(5) }).Should().Equal(
            "wait until p-cache-1 is healthy, 5 s at most?",
            "wait until p-db-1 is healthy, 5 s at most",
            "wait until p-cache-1 is ready, 5 s at most",
            "wait until p-web-1 is ready, 5 s at most");
    }

    [Fact]
    public void A_run_does_not_repeat_a_one_shot_that_has_ended_well()
    {
        ComposeProject project = Loaded.Project("""
            services:
              migrate: {image: x, network_mode: none}
              web: {image: x, network_mode: none, depends_on: {migrate: {condition: service_completed_successfully}}}
            """);
        EngineSimulator engine = EngineSimulator.Running(project);
        ObservedContainer migrate = engine.Ours.Single(container => container.Service == "migrate");
        engine.Containers[migrate.Id] = migrate with { State = ContainerState.Exited, ExitCode = 0 };

        Plan taken = OneOffPlanner.Plan(project, engine.Observe(project), new OneOffRequest(project.Services["web"], "p-web-1", "slug"));
        taken.Steps.Should().BeEmpty();
        taken.Diagnostics.Should().ContainSingle().Which.Message.Should().Be("The name \"p-web-1\" is taken by a container of service \"web\". Give the new container another name, or remove that one.");

        Plan plan = OneOffPlanner.Plan(project, engine.Observe(project), new OneOffRequest(project.Services["web"], "p-web-run", "slug"));

        plan.Steps.Select(step => OperationText.Describe(step.Operation)).Should().Equal("create container p-web-run");
    }

    [Fact]
    public void A_run_in_a_copy_finds_the_networks_where_they_are_and_puts_missing_ones_where_up_would()
    {
        ComposeProject copy = Loaded.Project("""
            services:
              web: {image: x, extra_hosts: {gate: 10.209.8.1}, networks: {n: {ipv4_address: 10.209.8.9}}}
              db: {image: x, networks: [n]}
            networks: {n: {ipam: {config: [{subnet: 10.209.8.0/24}]}}}
            """).Isolate("c1");
        EngineSimulator engine = EngineSimulator.Running(copy);
        string subnet = engine.Networks.Values.Single().Ipam.Pools.Single().Subnet!;
        var request = new OneOffRequest(copy.Services["web"], "run", "slug");

        Plan plan = OneOffPlanner.Plan(copy, engine.Observe(copy), request);
        plan.Steps.Select(step => OperationText.Describe(step.Operation)).Should().Equal("create container run");
        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container.Service.ExtraHosts["gate"].Should().Equal(subnet.Replace(".0/26", ".1", StringComparison.Ordinal));

        Plan first = OneOffPlanner.Plan(copy, new EngineSimulator(multipleEndpoints: true).Observe(copy), request);
        first.Diagnostics.Should().BeEmpty();
        first.Steps.Select(step => step.Operation).OfType<CreateNetwork>().Single().Network.Pools.Single().Subnet.Should().Be(subnet);
    }

    [Fact]
    public void A_run_says_what_up_says_of_others_that_hold_what_its_services_want()
    {
        ComposeProject project = Loaded.Project("""
            services:
              db: {image: x, networks: {n: {ipv4_address: 10.9.0.5}}}
              web: {image: x, depends_on: [db], networks: [n]}
            networks: {n: {external: true, name: lan}}
            """);
        ObservedState observed = Nothing with
        {
            Networks = [new ObservedNetwork { Id = "n1", Name = "lan", Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = "10.9.0.0/24" }] } }],
            ForeignContainerNames = ["stranger"],
            ForeignContainers =
            [
                new ObservedContainer
                {
                    Id = "c1",
                    Name = "stranger",
                    Service = "",
                    State = ContainerState.Running,
                    Endpoints = ImmutableSortedDictionary<string, ObservedEndpoint>.Empty.Add("lan", new ObservedEndpoint { Aliases = ["db"], CurrentIpv4Address = "10.9.0.5" }),
                },
            ],
        };

        Plan run = OneOffPlanner.Plan(project, observed, new OneOffRequest(project.Services["web"], "run", "slug"));

        run.Diagnostics.Select(diagnostic => diagnostic.Code).Should().BeEquivalentTo("CN0315", "CN0386");
        run.Diagnostics.Select(diagnostic => diagnostic.Message).Should().Equal(Reconciler.Reconcile(project, observed).Diagnostics.Select(diagnostic => diagnostic.Message));
    }

    [Theory]
    [InlineData("bridge", "db", "web")]
    [InlineData("default", "db", "web")]
    [InlineData("mynet", "db")]
    [InlineData("none", "db")]
    public void Links_replace_a_container_only_where_they_have_an_effect(string mode, params string[] replaced)
    {
        ComposeProject project = Loaded.Project($"services:\n  db: {{image: x, network_mode: none}}\n  web: {{image: x, network_mode: {mode}, links: [db]}}\n");
        ComposeProject changed = project with { Services = project.Services.SetItem("db", project.Services["db"] with { User = "root" }) };

        Plan plan = Reconciler.Reconcile(changed, Running(project));

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container.Service.Name).Should().Equal(replaced);
        plan.Diagnostics.Any(diagnostic => diagnostic.Message.Contains("have no effect", StringComparison.Ordinal)).Should().Be(!replaced.Contains("web"));
    }

    [Theory]
    [InlineData("bridge", true)]
    [InlineData("default", true)]
    [InlineData("mynet", false)]
    [InlineData("none", false)]
    public void Links_are_part_of_a_container_only_where_they_have_an_effect(string mode, bool counts)
    {
        string yaml = $"services:\n  db: {{image: x, network_mode: none}}\n  web: {{image: x, network_mode: {mode}";
        ComposeProject project = Loaded.Project(yaml + ", links: [db]}\n");

        Created(project, Loaded.Project(yaml + "}\n")).Should().Equal(counts ? ["web"] : []);
    }

    [Fact]
    public void A_run_without_dependencies_needs_no_link_to_one()
    {
        ComposeProject project = Loaded.Project("services:\n  db: {image: x}\n  web: {image: x, links: [db]}\n");

        OneOffPlanner.Plan(project, Nothing, new OneOffRequest(project.Services["web"], "run", "slug") { WithDependencies = false })
            .Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Down_with_orphans_takes_what_run_made_of_a_service_whose_profile_is_not_active()
    {
        ComposeProject project = Loaded.Project("services:\n  web: {image: x}\n  debug: {image: x, profiles: [debug]}\n");
        ObservedState running = Running(project);
        ObservedContainer web = running.Containers.Single();
        running = running with { Containers = running.Containers.Add(web with { Id = "run", Name = "p-debug-run", Service = "debug", OneOff = true }) };
        var options = new ReconcileOptions { RemoveOrphans = true, RemoveOneOffs = true };

        Removed(options).Should().Equal("p-debug-run", "p-web-1");
        Removed(options with { Services = ["web"], WithoutDependencies = true }).Should().Equal("p-web-1");

        string[] Removed(ReconcileOptions how) => [.. Reconciler.Reconcile(Reconciler.Emptied(project), running, how).Steps.Select(step => step.Operation).OfType<RemoveContainer>().Select(remove => remove.Subject).Order(StringComparer.Ordinal)];
    }

    private static ObservedState Nothing => new() { Project = "p", Engine = new EngineCapabilities { MultipleEndpointsAtCreate = true }, Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("x", new ObservedImage("sha256:1")) };

    private static Plan Plan(ComposeProject project, ReconcileOptions options) => Reconciler.Reconcile(project, Running(Shop), options);

    private static string[] Created(ComposeProject project, ReconcileOptions options) =>
        [.. Plan(project, options).Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container.Service.Name)];

    private static string[] Created(ComposeProject from, ComposeProject to) =>
        [.. Reconciler.Reconcile(to, Running(from)).Steps.Select(step => step.Operation).OfType<CreateContainer>().Select(create => create.Container.Service.Name)];

    private static ObservedState Running(ComposeProject project) => EngineSimulator.Running(project).Observe(project);

    private static ComposeProject With(string service, Func<ServiceDefinition, ServiceDefinition> change) =>
        Shop with { Services = Shop.Services.SetItem(service, change(Shop.Services[service])) };
}
