using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>Networks change under running containers: the same containers, the same processes, and no failed request on a network that was not touched.</summary>
public sealed class LiveNetworkTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string ContainerAndProcess = "{{.Id}} {{.State.StartedAt}} {{.State.Pid}}";

    private readonly string _subnet = engine.NewSubnet();

    [Fact]
    public async Task A_second_network_an_alias_and_a_static_address_reach_a_running_service_that_goes_on_answering()
    {
        string before = $$$"""
            {{{Server("web", "{steady: {}, named: {}}")}}}
            {{{Asking("steady, named, second")}}}
            networks:
              steady: {}
              named: {ipam: {config: [{subnet: {{{_subnet}}}.0/24}]}}
              second: {}
            """;
        await UpAsync(before);
        string web = await FieldAsync("web", ContainerAndProcess);
        await AskAsync();

        Plan plan = await UpAsync(before.Replace("named: {}}", $$$"""named: {aliases: [shop], ipv4_address: {{{_subnet}}}.77}, second: {}}""", StringComparison.Ordinal));

        (int answered, int failed) = await StopAskingAsync();
        failed.Should().Be(0, "the network that the client uses was not touched");
        answered.Should().BeGreaterThan(20);
        plan.Steps.Should().OnlyContain(step => step.Operation is ConnectContainer || step.Operation is DisconnectContainer);
        (await FieldAsync("web", ContainerAndProcess)).Should().Be(web);
        (await FieldAsync("web", $"{{{{(index .NetworkSettings.Networks \"{Project}_named\").IPAddress}}}}")).Should().Be($"{_subnet}.77");
        (await FieldAsync("web", "{{len .NetworkSettings.Networks}}")).Should().Be("3");
        foreach (string name in new[] { "web", "shop", Container("web") })
        {
            (await SucceedsIn("client", "ping", "-c", "1", "-W", "1", name)).Should().BeTrue($"{name} answers");
        }
    }

    [Fact]
    public async Task A_subnet_changes_under_three_services_that_keep_their_names_and_go_on_answering_elsewhere()
    {
        string other = Engine.NewSubnet();
        string before = $$$"""
            {{{Server("web", $"{{steady: {{}}, moving: {{aliases: [shop, store], ipv4_address: {_subnet}.10}}}}")}}}
            {{{Server("api", "{moving: {aliases: [backend]}}", first: false)}}}
            {{{Server("db", "{moving: {}}", first: false)}}}
            {{{Asking("steady, moving")}}}
            networks:
              steady: {}
              moving: {ipam: {config: [{subnet: {{{_subnet}}}.0/24}]}}
            """;
        await UpAsync(before);
        string[] containers = [await FieldAsync("web", ContainerAndProcess), await FieldAsync("api", ContainerAndProcess), await FieldAsync("db", ContainerAndProcess)];
        await AskAsync();

        string after = before.Replace(_subnet + ".", other + ".", StringComparison.Ordinal);
        await UpAsync(after);

        (await StopAskingAsync()).Failed.Should().Be(0, "the network that the client uses was not touched");
        new[] { await FieldAsync("web", ContainerAndProcess), await FieldAsync("api", ContainerAndProcess), await FieldAsync("db", ContainerAndProcess) }.Should().Equal(containers);
        (await AddressAsync("web", "moving")).Should().Be($"{other}.10");
        (await AddressAsync("api", "moving")).Should().StartWith(other + ".");
        foreach (string name in new[] { "web", "shop", "store", "api", "backend", "db", Container("db") })
        {
            (await SucceedsIn("client", "ping", "-c", "1", "-W", "1", name)).Should().BeTrue($"{name} answers");
        }

        await MustHaveNothingToDoAsync(after);
    }

    [Fact]
    public async Task A_network_that_the_engine_does_not_make_is_put_back_with_everybody_on_it()
    {
        string before = $$$"""
            {{{Server("web", $"{{n: {{aliases: [shop], ipv4_address: {_subnet}.10}}}}")}}}
            {{{Asking("n")}}}
            networks:
              n: {ipam: {config: [{subnet: {{{_subnet}}}.0/24}]}}
            """;
        await UpAsync(before);
        string web = await FieldAsync("web", ContainerAndProcess);

        // No bridge can have an address for groups.
        Func<Task> up = () => UpAsync(before.Replace("n: {ipam", "n: {enable_ipv6: true, ipam", StringComparison.Ordinal).Replace(".0/24}]", ".0/24}, {subnet: 'ff00::/64'}]", StringComparison.Ordinal));

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;
        failure.Message.Should().Contain($"Network \"{Project}_n\" could not be created").And.Contain("What was there before was put back");
        (await FieldAsync("web", ContainerAndProcess)).Should().Be(web);
        (await AddressAsync("web", "n")).Should().Be($"{_subnet}.10");
        (await SucceedsIn("client", "ping", "-c", "1", "-W", "1", "shop")).Should().BeTrue("it is plugged in as before");
        await MustHaveNothingToDoAsync(before);
    }

    [Fact]
    public async Task Every_setting_of_an_endpoint_that_the_engine_knows_reaches_the_running_container()
    {
        bool priority = Engine.ApiVersion >= new Version(1, 48);
        string before = $$$"""
            {{{Server("web", "{n: {}}")}}}
            networks:
              n: {ipam: {config: [{subnet: {{{_subnet}}}.0/24}]}}
            """;
        await UpAsync(before);
        string web = await FieldAsync("web", ContainerAndProcess);
        string after = before.Replace("{n: {}}", $"{{n: {{link_local_ips: [169.254.8.8], driver_opts: {{compose.net/test: here}}{(priority ? ", gw_priority: 7" : "")}{(Engine.ApiVersion >= new Version(1, 49) ? ", interface_name: lan7" : "")}}}}}", StringComparison.Ordinal);

        await UpAsync(after);

        (await FieldAsync("web", ContainerAndProcess)).Should().Be(web);
        string endpoint = await FieldAsync("web", $"{{{{json (index .NetworkSettings.Networks \"{Project}_n\")}}}}");
        endpoint.Should().Contain("169.254.8.8").And.Contain("compose.net/test");
        if (priority)
        {
            endpoint.Should().Contain("\"GwPriority\":7").And.Contain("lan7");
            (await SucceedsIn("web", "ip", "link", "show", "lan7")).Should().BeTrue();
        }

        await MustHaveNothingToDoAsync(after);
    }

    [Fact]
    public async Task The_gateway_and_the_host_port_move_when_the_plan_says_so_and_only_then()
    {
        string before = $$$"""
            {{{Server("web", "{m: {}}", ports: "[\"127.0.0.1::80\"]")}}}
            networks: {a: {}, m: {}, z: {}}
            """;
        await UpAsync(before);
        string gateway = await GatewayAsync();
        string port = await Docker.RunAsync("port", Container("web"), "80");

        Plan quiet = await UpAsync(before.Replace("networks: {m: {}}", "networks: {m: {}, z: {}}", StringComparison.Ordinal));

        quiet.Steps.SelectMany(step => step.Effects).Should().NotContain(effect => effect.Contains("gateway", StringComparison.Ordinal) || effect.Contains("host port", StringComparison.Ordinal));
        (await GatewayAsync(), await Docker.RunAsync("port", Container("web"), "80")).Should().Be((gateway, port));

        Plan moving = await UpAsync(before.Replace("networks: {m: {}}", "networks: {a: {}, m: {}, z: {}}", StringComparison.Ordinal));

        moving.Steps.SelectMany(step => step.Effects).Should().Contain(effect => effect.Contains($"moves from {Project}_m to {Project}_a", StringComparison.Ordinal))
            .And.Contain($"the engine chooses the host port of 80/tcp anew; it is {port.Split(':')[^1]} now");
        (await GatewayAsync()).Should().NotBe(gateway);
        (await Docker.RunAsync("port", Container("web"), "80")).Should().NotBe(port);
    }

    private static string Server(string name, string networks, bool first = true, string ports = "[]") => (first ? "services:\n" : "") + $$$"""
          {{{name}}}:
            image: busybox
            command: [sh, -c, "mkdir /www; echo ok > /www/index.html; exec httpd -f -p 80 -h /www"]
            stop_signal: KILL
            ports: {{{ports}}}
            networks: {{{networks}}}
        """;

    private static string Asking(string networks) => $$$"""
          client:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            networks: [{{{networks}}}]
        """;

    // Asks about a hundred times a second from inside, until a file says to stop, and counts.
    private async Task AskAsync()
    {
        string address = await AddressAsync("web", "steady");
        string loop = "ok=0; bad=0; while [ ! -e /stop ]; do case $(printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 1 " + address + " 80) in *200*) ok=$((ok+1));; *) bad=$((bad+1));; esac; echo $ok $bad > /counting; usleep 8000; done; mv /counting /counted";
        await Docker.RunAsync("exec", "-d", Container("client"), "sh", "-c", loop);
        await Docker.RunAsync("exec", Container("client"), "sh", "-c", "until grep -q '^[1-9]' /counting 2>/dev/null; do usleep 10000; done");
    }

    private async Task<(int Answered, int Failed)> StopAskingAsync()
    {
        string[] counts = (await Docker.RunAsync("exec", Container("client"), "sh", "-c", "touch /stop; until [ -e /counted ]; do usleep 10000; done; cat /counted")).Split(' ');
        return (int.Parse(counts[0], null), int.Parse(counts[1], null));
    }

    private Task<string> AddressAsync(string service, string network) =>
        FieldAsync(service, $"{{{{(index .NetworkSettings.Networks \"{Project}_{network}\").IPAddress}}}}");

    private async Task<string> GatewayAsync() =>
        (await Docker.RunAsync("exec", Container("web"), "ip", "route")).Split('\n').Single(line => line.StartsWith("default", StringComparison.Ordinal));
}
