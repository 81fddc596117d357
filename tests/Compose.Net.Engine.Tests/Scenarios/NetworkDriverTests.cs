using System.Net;
using System.Net.Sockets;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>The drivers that one engine offers, each from a compose file, and what is said where one cannot be had.</summary>
public sealed class NetworkDriverTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Two = """
        services:
          a: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [n]}
          b: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [n]}

        """;

    private readonly string _subnet = engine.NewSubnet();

    [Fact]
    public async Task A_bridge_takes_its_options_and_keeps_its_containers_apart_where_asked()
    {
        string name = $"cnb{_subnet.Split('.')[1]}{_subnet.Split('.')[2]}";
        string yaml = Two + $$$"""
            networks:
              n:
                driver: bridge
                driver_opts:
                  com.docker.network.bridge.name: {{{name}}}
                  com.docker.network.driver.mtu: "1400"
                  com.docker.network.bridge.enable_icc: "false"
                  com.docker.network.bridge.host_binding_ipv4: "127.0.0.1"
                  com.docker.network.bridge.enable_ip_masquerade: "false"
            """;

        await UpAsync(yaml);

        (await Docker.RunAsync("exec", Container("a"), "cat", "/sys/class/net/eth0/mtu")).Should().Be("1400");
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeFalse("containers of this bridge do not reach each other");
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task An_internal_network_has_names_and_no_way_out()
    {
        string yaml = Two + "networks: {n: {internal: true}}\n";

        await UpAsync(yaml);

        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
        (await Docker.RunAsync("network", "inspect", "-f", "{{.Internal}}", $"{Project}_n")).Should().Be("true");
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task An_IPv6_network_gives_addresses_of_both_families_and_a_fixed_one()
    {
        string prefix = $"fd00:{_subnet.Split('.')[1]}:{_subnet.Split('.')[2]}";
        string yaml = $$$"""
            services:
              a: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: {n: {ipv6_address: "{{{prefix}}}::10" } } }
              b: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [n]}
            networks:
              n: {enable_ipv6: true, ipam: {config: [{subnet: {{{_subnet}}}.0/24}, {subnet: "{{{prefix}}}::/64"}]} }
            """;

        await UpAsync(yaml);

        (await FieldAsync("a", "{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}")).Should().Be($"{prefix}::10");
        (await SucceedsIn("b", "ping", "-c", "1", "-W", "1", $"{prefix}::10")).Should().BeTrue();
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task A_macvlan_network_puts_containers_on_its_parent_and_is_changed_live()
    {
        string parent = await MakeParentAsync();
        string yaml = Two + $$$"""
            networks:
              n: {driver: macvlan, driver_opts: {parent: {{{parent}}} }, ipam: {config: [{subnet: {{{_subnet}}}.0/24}]} }
            """;
        await UpAsync(yaml);
        string before = await FieldAsync("a", "{{.Id}} {{.State.StartedAt}}");

        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
        await MustHaveNothingToDoAsync(yaml);

        string other = Engine.NewSubnet();
        await UpAsync(yaml.Replace(_subnet, other, StringComparison.Ordinal));

        (await FieldAsync("a", "{{.Id}} {{.State.StartedAt}}")).Should().Be(before);
        (await FieldAsync("a", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().StartWith(other + ".");
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
    }

    [Fact]
    public async Task A_macvlan_and_the_host_do_not_reach_each_other_and_none_of_its_ports_is_published()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may enter a container's network, and only on Linux.");
        string parent = await MakeParentAsync();
        string yaml = $$$"""
            x-idle: &idle {image: busybox, command: [sleep, "600"], stop_signal: KILL}
            services:
              br: {<<: *idle, networks: [b]}
              h: {<<: *idle, network_mode: host}
              mv: {<<: *idle, networks: [wire], ports: ["80"]}
            networks: {b: , wire: {driver: macvlan, driver_opts: {parent: {{{parent}}} }, ipam: {config: [{subnet: {{{_subnet}}}.0/24}]} } }
            x-isolation: {deny: [br -> mv, mv -> br, h -> mv, mv -> h]}
            """;
        await UpAsync(yaml);

        ReachabilityReport report = await Client.VerifyAsync(Load(yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        report.Pairs.Single(pair => pair is { From: "h", To: "mv" }).Answers.Should().BeFalse();
        (await Docker.RunAsync("inspect", "-f", "{{range $port, $host := .NetworkSettings.Ports}}{{$host}}{{end}}", Container("mv"))).Trim('[', ']').Should().BeEmpty();
    }

    [Fact]
    public async Task A_network_is_the_same_under_its_key_and_in_a_network_mode()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may enter a container's network, and only on Linux.");
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={NewProjectName("other")}", $"{Project}-shared");
        string yaml = $$$"""
            x-idle: &idle {image: busybox, command: [sleep, "600"], stop_signal: KILL}
            services:
              d1: {<<: *idle, networks: [dfl]}
              d2: {<<: *idle, network_mode: bridge}
              d3: {<<: *idle, network_mode: default}
              s1: {<<: *idle, networks: [s]}
              s2: {<<: *idle, network_mode: {{{Project}}}-shared}
            networks: {dfl: {external: true, name: bridge}, s: {external: true, name: {{{Project}}}-shared} }
            """;
        await UpAsync(yaml);

        ReachabilityReport report = await Client.VerifyAsync(Load(yaml), Cancelled);

        report.Differs.Should().BeFalse(report.ToString());
        report.Pairs.Where(pair => pair.Answers == true).Select(pair => pair.From + pair.To).Should().Equal("d1d2", "d1d3", "d2d1", "d2d3", "d3d1", "d3d2", "s1s2", "s2s1");
    }

    [Fact]
    public async Task A_parent_interface_that_is_not_there_is_refused_before_anything_is_made()
    {
        Func<Task> up = () => UpAsync(Two + "networks: {n: {driver: macvlan, driver_opts: {parent: nosuch0}}}\n");

        Exception refused = (await up.Should().ThrowAsync<Exception>()).Which;

        refused.Message.Should().Contain("CN0362").And.Contain("\"nosuch0\"").And.Contain("docker0");
        (await Docker.ListAsync("ps", "-aq", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_sub_interface_that_the_kernel_cannot_make_is_explained_and_the_next_up_carries_on()
    {
        string parent = await MakeParentAsync();
        string yaml = Two + $$$"""networks: {n: {driver: macvlan, driver_opts: {parent: {{{parent}}}.10}, ipam: {config: [{subnet: {{{_subnet}}}.0/24}]} } }""";
        await RefusedByTheKernel(yaml, "CN0362", $"\"{Project}_n\"", $"sub-interface \"{parent}.10\"", "modprobe 8021q");

        await UpAsync(yaml.Replace(parent + ".10", parent, StringComparison.Ordinal));

        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
    }

    [Fact]
    public async Task A_kernel_without_ipvlan_is_explained_and_another_driver_heals_it()
    {
        string parent = await MakeParentAsync();
        string yaml = Two + $$$"""networks: {n: {driver: ipvlan, driver_opts: {parent: {{{parent}}} }, ipam: {config: [{subnet: {{{_subnet}}}.0/24}]} } }""";
        await RefusedByTheKernel(yaml, "CN0427", $"network \"{Project}_n\" of project \"{Project}\"", "modprobe ipvlan", "another \"driver\"");
        await RefusedByTheKernel(yaml, "CN0427", $"network \"{Project}_n\" of project \"{Project}\"");

        await UpAsync(yaml.Replace("driver: ipvlan", "driver: macvlan", StringComparison.Ordinal));

        (await Docker.RunAsync("network", "inspect", "-f", "{{.Driver}}", $"{Project}_n")).Should().Be("macvlan");
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
    }

    [Fact]
    public async Task A_driver_that_the_engine_does_not_have_is_refused_before_the_engine_looks_for_it()
    {
        Assert.SkipUnless(Engine.Endpoint.StartsWith("unix://", StringComparison.Ordinal), "The engine is not on a unix socket.");
        await using var wire = new CuttableWire(Engine.Endpoint);
        await using ComposeClient client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = wire.Endpoint }, Cancelled);
        Func<Task> up = () => client.UpAsync(Load(Two + "networks: {n: {driver: nosuch}}\n"), cancellationToken: Cancelled);

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain("CN0361").And.Contain("bridge");
        wire.Requests.Should().NotBeEmpty().And.OnlyContain(request => request.StartsWith("GET ", StringComparison.Ordinal) || request.StartsWith("HEAD ", StringComparison.Ordinal), "a network that is to be made has the engine look for its driver for 15 seconds");
    }

    [Fact]
    public async Task An_engine_in_no_swarm_refuses_an_overlay_and_makes_nothing()
    {
        Func<Task> up = () => UpAsync(Two + "networks: {n: {driver: overlay, attachable: true}}\n");

        (await up.Should().ThrowAsync<ComposePlanException>()).Which.Message.Should().Contain("CN0361").And.Contain($"\"{Project}_n\"").And.Contain("docker swarm init");
        (await Docker.ListAsync("ps", "-aq", "--filter", ProjectFilter)).Should().BeEmpty();
        (await Docker.ListAsync("network", "ls", "-q", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_engines_own_networks_and_those_of_others_are_used_as_they_are()
    {
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={NewProjectName("other")}", $"{Project}-shared");
        string yaml = $$$"""
            services:
              a: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [shared]}
              b: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [shared]}
              c: {image: busybox, command: [sleep, "600"], stop_signal: KILL, networks: [own]}
              d: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: host}
              e: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none}
            networks:
              shared: {external: true, name: "{{{Project}}}-shared" }
              own: {external: true, name: bridge}
            """;
        await UpAsync(yaml);

        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", "b")).Should().BeTrue();
        (await FieldAsync("c", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}")).Should().Be("bridge");
        await MustHaveNothingToDoAsync(yaml);
        await Client.DownAsync(Load(yaml), cancellationToken: Cancelled);
        (await Docker.HasAsync("network", $"{Project}-shared")).Should().BeTrue("it is not ours");
    }

    [Fact]
    public async Task On_the_engine_s_own_bridge_containers_reach_each_other_by_address_and_not_by_name()
    {
        string yaml = Two + "networks: {n: {external: true, name: bridge}}\n";

        await UpAsync(yaml);

        string address = await FieldAsync("b", "{{.NetworkSettings.Networks.bridge.IPAddress}}");
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", address)).Should().BeTrue();
        (await SucceedsIn("a", "ping", "-c", "1", "-W", "1", Container("b"))).Should().BeFalse("that bridge has no names");
        await MustHaveNothingToDoAsync(yaml);
    }

    [Fact]
    public async Task The_host_s_network_shows_its_interfaces_and_none_shows_only_the_loopback()
    {
        await UpAsync("""
            services:
              d: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: host}
              e: {image: busybox, command: [sleep, "600"], stop_signal: KILL, network_mode: none}
            """);

        (await Docker.RunAsync("exec", Container("d"), "ip", "-o", "link")).Should().Contain(": docker0: ");
        (await Docker.RunAsync("exec", Container("e"), "ip", "-o", "link")).Split('\n').Should().ContainSingle().Which.Should().StartWith("1: lo: ");
    }

    [Fact]
    public async Task A_host_port_that_a_program_holds_is_refused_and_the_program_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Func<Task> up = () => UpAsync($$$"""services: {web: {image: busybox, command: [sleep, "600"], stop_signal: KILL, ports: ["127.0.0.1:{{{port}}}:80"]}}""");

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain($"{port}").And.Contain($"(pid {Environment.ProcessId})");
    }

    [Fact]
    public async Task Of_two_services_that_want_one_host_port_the_other_is_named()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        string Service(string name) => $$$"""{{{name}}}: {image: busybox, command: [sleep, "600"], stop_signal: KILL, ports: ["127.0.0.1:{{{port}}}:80"]}""";
        ComposeProject project = ComposeFile.Parse($"services:\n  {Service("a")}\n  {Service("b")}\n", new ComposeFileOptions { ProjectName = Project }).Project!;
        Func<Task> up = () => Client.UpAsync(project, cancellationToken: Cancelled);

        StepFailure failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Failures.Single();

        bool first = failure.Step.Service == "a";
        failure.Place!.Value.Line.Should().Be(first ? 2 : 3);
        failure.Exception.Message.Should().Contain($"{port} is already in use by container \"{Container(first ? "b" : "a")}\" of project \"{Project}\"");
    }

    // Skips the running test aloud where the kernel does it.
    private async Task RefusedByTheKernel(string yaml, string code, params string[] words)
    {
        try
        {
            await UpAsync(yaml);
            Assert.Skip("This kernel has what the test does without.");
        }
        catch (ComposeApplyException refused)
        {
            refused.Failures.Select(failure => (failure.Exception as ComposeEngineException)?.Code).Should().AllBe(code, refused.Message);
            refused.Message.Should().ContainAll(words).And.Contain("operation not supported");
        }
    }

    // A bridge of the engine's own serves as the parent, so that the test needs no tools on the host.
    private async Task<string> MakeParentAsync()
    {
        string name = $"cnp{_subnet.Split('.')[1]}{_subnet.Split('.')[2]}";
        string parent = NewProjectName("parent");
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={parent}", "-o", $"com.docker.network.bridge.name={name}", parent);
        // A bridge is down until somebody is on it.
        await Docker.RunAsync("run", "-d", "--label", $"com.docker.compose.project={parent}", "--network", parent, "busybox", "sleep", "600");
        return name;
    }
}
