using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class ContainerOperationTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task A_container_is_created_with_all_that_was_asked_for()
    {
        ContainerDefinition container = Container("web", with: service => service with
        {
            Entrypoint = ["/bin/env"],
            Command = ["sleep", "600"],
            Environment = ImmutableSortedDictionary<string, string?>.Empty.Add("B", "2=x").Add("A", "1").Add("PATH", null),
            User = "1000:1000",
            WorkingDirectory = "/tmp",
            Hostname = "webhost",
            StopSignal = "SIGINT",
            StopGracePeriod = TimeSpan.FromMilliseconds(1500),
            Restart = new RestartPolicy(RestartCondition.OnFailure, 3),
            Ports = [new PortDefinition { Target = 80, Published = "42080-42090", HostIp = "127.0.0.1" }, new PortDefinition { Target = 53, Protocol = "udp" }],
            Healthcheck = new HealthcheckDefinition { Test = ["CMD", "true"], Interval = TimeSpan.FromSeconds(7), Timeout = TimeSpan.FromMilliseconds(1500), Retries = 4, StartPeriod = TimeSpan.FromSeconds(2) },
        }) with
        {
            Mounts =
            [
                new BindMount("/tmp", "/host") { ReadOnly = true },
                new BindMount("/tmp", "/strict") { CreateHostPath = false, Propagation = "rslave" },
                new VolumeMount(null, "/anonymous"),
                new TmpfsMount("/memory") { Size = 1_048_576, Mode = 0x1C0 },
            ],
        };

        await Execute(new CreateContainer(container));

        JsonElement seen = await Docker.InspectAsync("container", container.Name);
        JsonElement config = seen.GetProperty("Config");
        JsonElement host = seen.GetProperty("HostConfig");
        seen.GetProperty("State").GetProperty("Status").GetString().Should().Be("created");
        config.GetProperty("Image").GetString().Should().Be("busybox:latest");
        Strings(config.GetProperty("Entrypoint")).Should().Equal("/bin/env");
        Strings(config.GetProperty("Cmd")).Should().Equal("sleep", "600");
        Strings(config.GetProperty("Env")).Should().StartWith(["A=1", "B=2=x"]);
        config.GetProperty("User").GetString().Should().Be("1000:1000");
        config.GetProperty("WorkingDir").GetString().Should().Be("/tmp");
        config.GetProperty("Hostname").GetString().Should().Be("webhost");
        config.GetProperty("StopSignal").GetString().Should().Be("SIGINT");
        config.GetProperty("StopTimeout").GetInt32().Should().Be(2);
        Compact(config.GetProperty("Healthcheck")).Should().Be(
            """{"Test":["CMD","true"],"Interval":7000000000,"Timeout":1500000000,"StartPeriod":2000000000,"Retries":4}""");
        Compact(host.GetProperty("RestartPolicy")).Should().Be("""{"Name":"on-failure","MaximumRetryCount":3}""");
        Compact(host.GetProperty("PortBindings").GetProperty("80/tcp")).Should().Be("""[{"HostIp":"127.0.0.1","HostPort":"42080-42090"}]""");
        Compact(host.GetProperty("PortBindings").GetProperty("53/udp")).Should().Be("""[{"HostIp":"","HostPort":""}]""");
        Strings(host.GetProperty("Binds")).Should().Equal("/tmp:/host:ro");
        host.GetProperty("Mounts").EnumerateArray().Select(mount => $"{mount.GetProperty("Type")} {mount.GetProperty("Target")}")
            .Should().Equal("bind /strict", "volume /anonymous", "tmpfs /memory");
    }

    [Fact]
    public async Task An_empty_command_clears_the_images_own()
    {
        ContainerDefinition container = Container("bare", with: service => service with { Command = [] });

        ComposeEngineException refused = await Refused(new CreateContainer(container));

        refused.Message.Should().Contain("o command specified");
    }

    [Fact]
    public async Task A_variable_without_a_value_is_taken_away()
    {
        string container = await Run(Container("web", with: service => service with { Environment = service.Environment.Add("HOME", null).Add("SET", "x") }));

        CommandResult environment = await Ours.RunInContainerAsync(container, ["env"], Cancelled);

        environment.Output.Split('\n').Should().Contain("SET=x");
        environment.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Fixed_addresses_and_aliases_answer_and_endpoints_change_while_the_container_runs()
    {
        await Execute(Network("a", network => network with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = $"{Subnet}.0/24" }] } }));
        await Execute(Network("b", network => network with { Internal = true }));
        ContainerEndpoint first = new() { Network = Name("a"), Aliases = ["api", "api.local"], Ipv4Address = $"{Subnet}.10" };
        string api = await Run(Container("api") with { NetworkMode = Name("a"), Endpoints = [first] });
        string probe = await Run(Container("probe") with { NetworkMode = Name("a"), Endpoints = [new ContainerEndpoint { Network = Name("a") }] });
        string pid = await Docker.RunAsync("inspect", "--format", "{{.State.Pid}}", api);

        (await Ours.RunInContainerAsync(probe, ["nslookup", "api.local"], Cancelled)).Output.Should().Contain($"{Subnet}.10");

        await Execute(new ConnectContainer(api, new ContainerEndpoint { Network = Name("b"), Aliases = ["inner"] }));
        await Execute(new ConnectContainer(probe, new ContainerEndpoint { Network = Name("b") }));
        (await Ours.RunInContainerAsync(probe, ["ping", "-c1", "-W2", "inner"], Cancelled)).ExitCode.Should().Be(0);

        await Execute(new DisconnectContainer(api, Name("b")));
        await Execute(new DisconnectContainer(api, Name("b")));
        (await Ours.RunInContainerAsync(probe, ["ping", "-c1", "-W2", "inner"], Cancelled)).ExitCode.Should().NotBe(0);
        (await Docker.RunAsync("inspect", "--format", "{{.State.Pid}}", api)).Should().Be(pid, "endpoints change without a restart");
    }

    [Fact]
    public async Task A_stopped_container_lets_go_of_a_network_that_is_gone()
    {
        await Execute(Network("n"));
        ContainerDefinition container = Container("web") with { NetworkMode = Name("n"), Endpoints = [new ContainerEndpoint { Network = Name("n") }] };
        await Execute(new CreateContainer(container));
        await Docker.RunAsync("network", "rm", Name("n"));

        await Execute(new DisconnectContainer(container.Name, Name("n")));

        (await Docker.InspectAsync("container", container.Name)).GetProperty("NetworkSettings").GetProperty("Networks").EnumerateObject().Should().BeEmpty();
    }

    [Fact]
    public async Task A_stop_without_grace_ends_the_process_at_once_whatever_the_container_would_be_given()
    {
        ContainerDefinition patient = Container("patient", "trap '' TERM; while :; do sleep 0.1; done");
        string container = await Run(patient with { Service = patient.Service with { StopGracePeriod = TimeSpan.FromMinutes(10) } });

        await Execute(new StopContainer(container, await IdOf(container), TimeSpan.Zero)).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);

        (await Docker.RunAsync("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", container)).Should().Be("exited 137");
    }

    [Fact]
    public async Task A_stop_asks_the_process_and_waits_no_longer_than_its_grace_period()
    {
        // Whoever waits for the whole of a long period would wait for an hour.
        ContainerDefinition patient = Container("deaf", "trap 'echo asked' TERM; while :; do sleep 0.1; done");
        string polite = await Run(Container("polite", "trap 'echo bye; exit 0' TERM; while :; do sleep 0.1; done"));
        string deaf = await Run(patient with { Service = patient.Service with { StopGracePeriod = TimeSpan.FromHours(1) } });

        await Execute(new StopContainer(polite, await IdOf(polite), TimeSpan.FromHours(1))).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        await Execute(new StopContainer(deaf, await IdOf(deaf), TimeSpan.FromSeconds(2))).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        await Execute(new StopContainer(deaf, await IdOf(deaf), TimeSpan.FromHours(1))).WaitAsync(TimeSpan.FromMinutes(2), Cancelled);

        (await Docker.RunAsync("inspect", "--format", "{{.State.ExitCode}}", polite)).Should().Be("0");
        (await Docker.RunAsync("inspect", "--format", "{{.State.ExitCode}}", deaf)).Should().Be("137");
        (await Ours.ReadLastLogLinesAsync(polite, 10, Cancelled)).Should().Equal("bye");
        (await Ours.ReadLastLogLinesAsync(deaf, 10, Cancelled)).Should().Equal("asked");
    }

    [Fact]
    public async Task A_container_is_renamed_paused_removed_and_gone()
    {
        string container = await Run(Container("old"));
        string id = await IdOf(container);
        await Execute(new RenameContainer(container, Name("new")));
        await Docker.RunAsync("pause", Name("new"));

        await Execute(new UnpauseContainer(Name("new"), id));
        await Execute(new UnpauseContainer(Name("new"), id));
        await Execute(new StartContainer(Name("new")));
        (await Docker.RunAsync("inspect", "--format", "{{.Name}} {{.State.Status}}", id)).Should().Be($"/{Name("new")} running");

        (await Refused(new RemoveContainer(Name("new"), id, false))).Code.Should().Be("CN0426");
        await Execute(new StopContainer(Name("new"), id, TimeSpan.Zero));
        await Execute(new RemoveContainer(Name("new"), id, false));
        await Execute(new RemoveContainer(Name("new"), id, false));
        (await Docker.HasAsync("container", id)).Should().BeFalse();
    }

    [Fact]
    public async Task Removing_what_somebody_else_removes_at_the_same_time_is_a_success()
    {
        ContainerDefinition[] containers = [.. Enumerable.Range(1, 4).Select(i => Container("c" + i) with { Name = Name("c" + i) })];
        foreach (ContainerDefinition container in containers)
        {
            await Execute(new CreateContainer(container));
            string id = await IdOf(container.Name);

            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Execute(new RemoveContainer(container.Name, id, true))));

            (await Docker.HasAsync("container", id)).Should().BeFalse();
        }
    }

    [Fact]
    public async Task Anonymous_volumes_go_with_the_container_only_when_asked()
    {
        foreach (bool remove in (bool[])[true, false])
        {
            ContainerDefinition container = Container("v" + remove) with { Mounts = [new VolumeMount(null, "/data")] };
            await Run(container);
            string volume = await Docker.RunAsync("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", container.Name);
            string id = await IdOf(container.Name);
            await Execute(new StopContainer(container.Name, id, TimeSpan.Zero));

            await Execute(new RemoveContainer(container.Name, id, remove));

            (await Docker.HasAsync("volume", volume)).Should().Be(!remove);
            await Docker.TryRunAsync("volume", "rm", volume);
        }
    }

    [Fact]
    public async Task A_missing_image_is_named()
    {
        ComposeEngineException refused = await Refused(new CreateContainer(Container("web", with: service => service with { Image = "nobody/nothing:7" })));

        refused.Code.Should().Be("CN0410");
        refused.StatusCode.Should().Be(404);
        refused.Message.Should().StartWith($"Container \"{Project}-web-1\" could not be created. Image \"nobody/nothing:7\" is not on the engine.");
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_named()
    {
        ComposeEngineException refused = await Refused(new PullImage("127.0.0.1:1/nobody/nothing:7"));

        refused.Code.Should().Be("CN0411");
        refused.Message.Should().StartWith("Image \"127.0.0.1:1/nobody/nothing:7\" could not be pulled.").And.Contain("refused");
    }

    [Fact]
    public async Task A_container_name_that_is_taken_is_refused_and_its_owner_is_named()
    {
        ContainerDefinition container = Container("web");
        await Execute(new CreateContainer(container));

        ComposeEngineException refused = await Refused(new CreateContainer(container));

        refused.Code.Should().Be("CN0412");
        refused.Message.Should().Contain($"Container \"{container.Name}\" of project \"{Project}\" has that name");
    }

    [Fact]
    public async Task A_port_that_another_container_has_is_refused_and_the_container_is_named()
    {
        await Execute(Network("n"));
        string owner = await Run(Publishing("owner", ""));
        string port = (await Docker.RunAsync("port", owner, "80")).Split(':')[1];
        ContainerDefinition second = Publishing("second", port);
        await Execute(new CreateContainer(second));

        ComposeEngineException refused = await Refused(new StartContainer(second.Name));

        refused.Code.Should().Be("CN0414");
        refused.Message.Should().Contain($"Host port 127.0.0.1:{port} is already in use by container \"{owner}\" of project \"{Project}\"");
    }

    [Fact]
    public async Task A_port_that_another_program_has_is_refused()
    {
        // On the engine's own host network, wherever that is.
        string port = Random.Shared.Next(20_000, 30_000).ToString(CultureInfo.InvariantCulture);
        await Docker.RunAsync(
            "run", "-d", "--name", Name("host"), "--label", "com.docker.compose.project=" + Project, "--network", "host",
            "--health-cmd", "netstat -ltn | grep 127.0.0.1:" + port, "--health-interval", "100ms",
            "busybox:latest", "httpd", "-f", "-p", "127.0.0.1:" + port);
        await Execute(new WaitUntilHealthy(Name("host")));
        await Execute(Network("n"));
        ContainerDefinition container = Publishing("web", port);
        await Execute(new CreateContainer(container));

        ComposeEngineException refused = await Refused(new StartContainer(container.Name));

        refused.Code.Should().Be("CN0414");
        refused.Message.Should().MatchRegex($"127\\.0\\.0\\.1:{port} is already in use by (process \"httpd\" \\(pid \\d+\\)|a program on the host)");
    }

    [Fact]
    public async Task A_fixed_address_that_is_taken_is_refused_and_its_owner_is_named()
    {
        await Execute(Network("n", network => network with { Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = $"{Subnet}.0/24" }] } }));
        string owner = await Run(On("n", Container("first"), $"{Subnet}.5"));
        ContainerDefinition second = On("n", Container("second"), $"{Subnet}.5");
        await Execute(new CreateContainer(second));

        ComposeEngineException refused = await Refused(new StartContainer(second.Name));

        refused.Code.Should().Be("CN0417");
        refused.Message.Should().Contain($"already in use by container \"{owner}\"");
    }

    [Fact]
    public async Task A_fixed_address_outside_of_the_subnets_is_refused()
    {
        await Execute(Network("n"));
        ContainerDefinition container = On("n", Container("web"), "10.99.0.10");

        ComposeEngineException refused = (await FluentActions.Awaiting(() => Run(container)).Should().ThrowAsync<ComposeEngineException>()).Which;

        refused.Code.Should().Be("CN0418");
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_refused()
    {
        ContainerDefinition container = Container("web", with: service => service with { Command = ["/no/such/program"] });
        await Execute(new CreateContainer(container));

        (await Refused(new StartContainer(container.Name))).Code.Should().Be("CN0424");
    }

    [Fact]
    public async Task A_bind_source_that_must_exist_and_does_not_is_refused()
    {
        ContainerDefinition container = Container("web") with { Mounts = [new BindMount("/no/such/folder", "/x") { CreateHostPath = false }] };

        (await Refused(new CreateContainer(container))).Code.Should().Be("CN0425");
    }

    [Fact]
    public async Task A_container_that_is_gone_cannot_be_started()
    {
        (await Refused(new StartContainer(Name("nothing")))).Code.Should().Be("CN0423");
    }

    [Fact]
    public async Task Several_endpoints_at_once_are_for_engines_that_can()
    {
        await Execute(Network("a"));
        await Execute(Network("b"));
        ContainerDefinition container = On("a", Container("web"));
        container = container with { Endpoints = [.. container.Endpoints, new ContainerEndpoint { Network = Name("b"), Aliases = ["inner"] }] };

        if ((await Observe()).Engine.MultipleEndpointsAtCreate)
        {
            await Run(container);
            ObservedContainer seen = (await Observe()).Containers.Single();
            seen.Endpoints.Keys.Should().Equal(Name("a"), Name("b"));
            seen.Endpoints[Name("b")].Aliases.Should().Equal("inner");
        }
        else
        {
            (await Refused(new CreateContainer(container))).StatusCode.Should().Be(400);
        }
    }

    [Fact]
    public async Task A_start_interval_is_for_engines_that_can()
    {
        ContainerDefinition container = Container("web", with: service => service with { Healthcheck = new HealthcheckDefinition { Test = ["CMD", "true"], StartPeriod = TimeSpan.FromSeconds(9), StartInterval = TimeSpan.FromSeconds(2) } });
        await Execute(new CreateContainer(container));

        JsonElement check = (await Docker.InspectAsync("container", container.Name)).GetProperty("Config").GetProperty("Healthcheck");

        bool passedOn = check.TryGetProperty("StartInterval", out JsonElement interval) && interval.GetInt64() == 2_000_000_000;
        passedOn.Should().Be((await Observe()).Engine.HealthcheckStartInterval);
    }

    private ContainerDefinition Publishing(string service, string port) => On(
        "n",
        Container(service, with: s => s with { Ports = [new PortDefinition { Target = 80, HostIp = "127.0.0.1", Published = port }] }));

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);

    private static string?[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString())];
}
