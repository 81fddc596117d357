using System.Collections.Concurrent;
using System.Globalization;
using Compose.Net.Engine.Tests.Scenarios;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Addresses;

/// <summary>Copies of one file that pins everything that it can. With <c>COMPOSE_NET_FULL=1</c> there are 60 of them.</summary>
public sealed class CopiesTests(EngineFixture engine) : ScenarioTest(engine)
{
    private static readonly int Copies = Environment.GetEnvironmentVariable("COMPOSE_NET_FULL") == "1" ? 60 : 8;

    [Fact]
    public async Task Copies_of_a_file_that_pins_everything_run_side_by_side_and_leave_nothing()
    {
        ComposeProject project = Load($$"""
            services:
              web:
                image: busybox
                container_name: {{Project}}-the-web
                command: [sh, -c, "hostname > /tmp/index.html; exec httpd -f -p 80 -h /tmp"]
                stop_signal: KILL
                ports: ["18080:80"]
                networks: [back]
              probe:
                image: busybox
                command: [sh, -c, "until wget -q -O /dev/null http://{{Project}}-the-web/; do sleep 0.2; done"]
                stop_signal: KILL
                depends_on: [web]
                networks: [back]
            networks:
              back:
                name: {{Project}}-the-network
            """);
        var pages = new ConcurrentDictionary<string, string>();
        using var http = new HttpClient();

        // Each with a client of its own, as different processes have; four at a time.
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancelled };
        await Parallel.ForEachAsync(Enumerable.Range(0, Copies), parallelism, async (number, token) =>
        {
            ComposeProject copy = project.Isolate(Id(number));
            await using ComposeClient client = await ConnectAsync();
            await client.UpAsync(copy, new ReconcileOptions { Wait = true }, cancellationToken: token);
            PublishedEndpoint endpoint = PublishedEndpoint.Find(await client.ObserveAsync(copy, token), client.Engine, "web", 80);
            endpoint.Host.Should().Be("127.0.0.1");
            pages[endpoint.ToString()] = await PageAsync(http, endpoint, token);
        });

        pages.Should().HaveCount(Copies, "each has a port of its own");
        pages.Values.Should().OnlyHaveUniqueItems("behind each port is another container");
        string[] names = await Docker.ListAsync("ps", "-a", "--filter", $"label=compose-net.copy-of={Project}", "--filter", "label=com.docker.compose.service=web", "--format", "{{.Names}} {{.State}}");
        names.Should().BeEquivalentTo(Enumerable.Range(0, Copies).Select(number => $"{Project}-the-web-{Id(number)} running"));
        string[] networks = await Docker.ListAsync("network", "ls", "--filter", $"label=compose-net.copy-of={Project}", "--format", "{{.Name}}");
        (await Docker.ListAsync(["network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", .. networks])).Should().HaveCount(Copies).And.OnlyHaveUniqueItems();

        await Parallel.ForEachAsync(Enumerable.Range(0, Copies), parallelism, async (number, token) =>
        {
            await using ComposeClient client = await ConnectAsync();
            await client.DownAsync(project.Isolate(Id(number)), cancellationToken: token);
        });
        foreach (string kind in new[] { "container", "network", "volume" })
        {
            (await Docker.ListAsync([kind, "ls", "-q", "--filter", $"label=compose-net.copy-of={Project}", .. kind == "container" ? new[] { "-a" } : []])).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_fixed_address_moves_along_with_its_network_and_the_names_answer()
    {
        string mine = Engine.NewSubnet();
        ComposeProject project = Load($$$"""
            services:
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: { back: { ipv4_address: {{{mine}}}.10 } }
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                extra_hosts: ["store:{{{mine}}}.10"]
                networks: [back]
            networks:
              back:
                ipam: { config: [{ subnet: {{{mine}}}.0/24 }] }
            """);
        ComposeProject copy = project.Isolate("c1");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Client.UpAsync(copy, cancellationToken: Cancelled);

        string subnet = await Docker.RunAsync("network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}}{{end}}", copy.Networks["back"].Name);
        string address = await Docker.RunAsync("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", $"{copy.Name}-db-1");
        address.Split('.')[..3].Should().Equal(subnet.Split('.')[..3]);
        (int.Parse(address.Split('.')[3], CultureInfo.InvariantCulture) - int.Parse(subnet.Split('.', '/')[3], CultureInfo.InvariantCulture)).Should().Be(10);
        (await Docker.TryRunAsync("exec", $"{copy.Name}-web-1", "ping", "-c", "1", "-W", "1", "store")).ExitCode.Should().Be(0);

        string network = await Docker.RunAsync("network", "inspect", "--format", "{{.Id}}", copy.Networks["back"].Name);
        (await Client.RunAsync(copy, "web", new RunOptions { Command = ["ping", "-c", "1", "-W", "1", "store"], Remove = true }, cancellationToken: Cancelled)).Should().Be(0, "what is run finds it too");
        (await Docker.RunAsync("network", "inspect", "--format", "{{.Id}}", copy.Networks["back"].Name)).Should().Be(network);
        await MustHaveNothingToDoAsync(copy);
        await MustHaveNothingToDoAsync(project);

        await Client.DownAsync(copy, cancellationToken: Cancelled);
        (await Docker.HasAsync("network", copy.Networks["back"].Name)).Should().BeFalse();
        (await Docker.HasAsync("container", $"{Project}-db-1")).Should().BeTrue("the project itself is untouched");
    }

    [Fact]
    public async Task A_fixed_address_is_not_given_away_to_a_container_that_starts_first()
    {
        string subnet = Engine.NewSubnet();
        ComposeProject project = Load($$$"""
            services:
              early:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                scale: 3
                networks: [back]
              late:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                depends_on: [early]
                networks: { back: { ipv4_address: {{{subnet}}}.2 } }
            networks:
              back:
                ipam: { config: [{ subnet: {{{subnet}}}.0/24 }] }
            """);

        await Client.UpAsync(project, cancellationToken: Cancelled);

        (await FieldAsync("late", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}")).Should().Be($"{subnet}.2");
        (await Docker.RunAsync("network", "inspect", "--format", "{{range .IPAM.Config}}{{.IPRange}} {{.Gateway}}{{end}}", $"{Project}_back")).Should().Be($"{subnet}.128/25 {subnet}.1");
        await MustHaveNothingToDoAsync(project);
    }

    [Fact]
    public async Task An_IPv6_network_without_a_subnet_works_on_every_engine()
    {
        await UpAsync("""
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                networks: [six]
            networks:
              six:
                enable_ipv6: true
            """);

        (await Docker.RunAsync("network", "inspect", "--format", "{{range .IPAM.Config}}{{.Subnet}} {{end}}", $"{Project}_six")).Should().MatchRegex("fd[0-9a-f:]+/64");
        (await FieldAsync("web", "{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}")).Should().StartWith("fd");
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        OnDispose(async () => await Engine.RemoveProjectsAsync(
            await Docker.ListAsync("network", "ls", "--filter", $"label=compose-net.copy-of={Project}", "--format", "{{.Label \"com.docker.compose.project\"}}")));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number}");

    private Task<ComposeClient> ConnectAsync() => ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint }, Cancelled);

    // The web server listens a moment after its container has started.
    private static async Task<string> PageAsync(HttpClient http, PublishedEndpoint endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                return await http.GetStringAsync(endpoint.ToUri(), limit.Token);
            }
            catch (HttpRequestException)
            {
                limit.Token.ThrowIfCancellationRequested();
            }
        }
    }
}
