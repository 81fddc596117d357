using System.Collections.Immutable;
using System.Text.Json;
using Compose.Net.Cli.Output;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Compose.Net.Tests.Hosting;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class ContainerListTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly ListedContainer Front = new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        Name = "shop-front-1",
        Project = "shop",
        Service = "front",
        Number = 1,
        Image = "busybox",
        Command = "sh -c 'serve --port 80 --verbose'",
        CreatedAt = Now.AddMinutes(-5),
        State = ContainerState.Running,
        Status = "Up 5 minutes (healthy)",
        Health = ContainerHealth.Healthy,
        Ports = [new ObservedPort(80, "tcp", "0.0.0.0", 8080), new ObservedPort(80, "tcp", "::", 8080)],
        ExposedPorts = ["99/udp"],
        Mounts = ["/srv/shop/a-long-path", "shop_store"],
        LocalVolumes = 1,
        Networks = ImmutableSortedDictionary<string, string>.Empty.Add("shop_edge", "172.18.0.2").Add("shop_data", "172.19.0.2"),
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("a", "b=c").Add("team", "web"),
    };

    private static readonly ListedContainer Job = new()
    {
        Id = "fedcba9876543210",
        Name = "shop-job-1",
        Project = "shop",
        Service = "job",
        Image = "busybox",
        Command = "true",
        CreatedAt = Now.AddHours(-3),
        State = ContainerState.Exited,
        Status = "Exited (3) 2 hours ago",
        ExitCode = 3,
        Networks = ImmutableSortedDictionary<string, string>.Empty.Add("shop_data", ""),
    };

    [Fact]
    public void The_table_has_aligned_columns() => Golden.Verify("Cli/ps", ContainerTable.Write([Front, Job]));

    [Fact]
    public void JSON_is_one_object_a_line_with_docker_composes_keys()
    {
        Golden.Verify("Cli/ps-json", ContainerJson.Write([Front, Job], truncates: true, Now));
        Golden.Verify("Cli/ps-json-no-trunc", ContainerJson.Write([Front], truncates: false, Now));
    }

    [Theory]
    [InlineData(0.9, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(3_540, "59 minutes")]
    [InlineData(3_600, "About an hour")]
    [InlineData(5_400, "2 hours")]
    [InlineData(47 * 3_600, "47 hours")]
    [InlineData(48 * 3_600, "2 days")]
    [InlineData(14 * 86_400, "2 weeks")]
    [InlineData(60 * 86_400, "2 months")]
    [InlineData(730 * 86_400, "2 years")]
    public void An_age_is_told_as_the_docker_command_tells_it(double seconds, string words) => Ago.Of(TimeSpan.FromSeconds(seconds)).Should().Be(words);

    [Fact]
    public async Task Stopped_containers_are_listed_on_request_only()
    {
        ToolRun run = await UpAsync();
        await run.RunAsync("stop", "db");

        (await LinesAsync("ps", "--services")).Should().Equal("api", "front");
        (await LinesAsync("ps", "-a", "--services")).Should().Equal("api", "db", "front");
        (await LinesAsync("ps", "--status", "exited", "-q")).Should().Equal("shop-db-1");
        (await LinesAsync("ps", "--filter", "status=running", "-q", "front")).Should().Equal("shop-front-1");

        async Task<string[]> LinesAsync(params string[] line)
        {
            var next = new ToolRun { Engine = run.Engine };
            (await next.RunAsync(line)).Should().Be(0, next.Error);
            return next.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    [Fact]
    public async Task Containers_of_services_that_are_not_in_the_file_are_listed_unless_it_is_refused()
    {
        ToolRun run = await UpAsync();
        Compose.Net.Model.ComposeProject without = run.Project! with { Services = run.Project!.Services.Remove("front") };
        var all = new ToolRun { Engine = run.Engine, Project = without };
        var known = new ToolRun { Engine = run.Engine, Project = without };

        await all.RunAsync("ps", "--services");
        await known.RunAsync("ps", "--services", "--orphans=false");

        all.Output.Should().Be("api\ndb\nfront\n");
        known.Output.Should().Be("api\ndb\n");
    }

    [Fact]
    public async Task No_containers_are_headings_alone_or_no_JSON_at_all()
    {
        var table = new ToolRun();
        var json = new ToolRun();

        await table.RunAsync("ps");
        await json.RunAsync("ps", "--format", "json");

        table.Output.Should().Be("NAME   IMAGE   SERVICE   STATUS   PORTS   NETWORKS\n");
        json.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Projects_are_listed_with_how_many_containers_are_in_which_state()
    {
        ToolRun run = await UpAsync();
        await run.RunAsync("stop", "db");
        var table = new ToolRun { Engine = run.Engine };
        var json = new ToolRun { Engine = run.Engine };
        var none = new ToolRun { Engine = run.Engine };

        await table.RunAsync("ls");
        await json.RunAsync("ls", "-a", "--format", "json");
        await none.RunAsync("ls", "-q", "--filter", "name=^hop");

        table.Output.Should().Be("NAME                STATUS              CONFIG FILES\nshop                running(2)          N/A\n");
        JsonDocument.Parse(json.Output).RootElement[0].GetProperty("Status").GetString().Should().Be("exited(1), running(2)");
        none.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Processes_of_all_containers_are_one_table()
    {
        ToolRun run = await UpAsync();

        (await run.RunAsync("top", "front", "db")).Should().Be(0);

        run.Output.Should().Be("SERVICE   #   PID   CMD\ndb        1   7     run db\nfront     1   7     run front\n");
    }

    [Theory]
    [InlineData("port front 80", 0, "")]
    [InlineData("port front 81", 1, "error CN0465: Container \"shop-front-1\" does not publish 81/tcp. Published: 80/tcp, 53/udp.\n")]
    [InlineData("port --protocol udp front 80", 1, "error CN0465: Container \"shop-front-1\" does not publish 80/udp. Published: 80/tcp, 53/udp.\n")]
    [InlineData("port --index 2 front 80", 1, "error CN0465: Service \"front\" has no container of number 2 that runs. Numbers: 1.\n")]
    [InlineData("port fornt 80", 1, "error CN0460: Project \"shop\" has no service \"fornt\". Did you mean \"front\"? Services: api, db, front.\n")]
    public async Task A_published_port_is_an_address_and_a_port(string line, int exitCode, string error)
    {
        ToolRun run = await UpAsync();
        var next = new ToolRun { Engine = run.Engine };

        (await next.RunAsync(line.Split(' '))).Should().Be(exitCode);

        next.Error.Should().Be(error);
        next.Output.Should().MatchRegex(exitCode == 0 ? @"^127\.0\.0\.1:4\d{4}\n$" : "^$");
    }

    [Fact]
    public async Task Wait_ends_with_the_exit_code_of_the_container_that_ended_first()
    {
        ToolRun run = await UpAsync(new Dictionary<string, int> { ["shop-db-1"] = 3, ["shop-front-1"] = 4 });

        (await run.RunAsync("wait", "db", "front")).Should().Be(3);

        run.Output.Should().Be("container \"shop-db-1\" exited with status code 3\ncontainer \"shop-front-1\" exited with status code 4\n");
    }

    [Fact]
    public async Task Wait_takes_the_project_down_when_the_first_container_has_ended()
    {
        ToolRun run = await UpAsync(new Dictionary<string, int> { ["shop-front-1"] = 4 });

        (await run.RunAsync("wait", "--down-project", "db", "front")).Should().Be(4);

        ((JournalEngine)run.Engine).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task There_is_no_waiting_for_what_was_never_started()
    {
        var run = new ToolRun();

        (await run.RunAsync("wait", "db")).Should().Be(1);

        run.Error.Should().Be("error CN0467: Service \"db\" of project \"shop\" has no container that was started, so there is no end to wait for. Start it first.\n");
    }

    private static async Task<ToolRun> UpAsync(Dictionary<string, int>? exitCodes = null)
    {
        var run = new ToolRun { Engine = new JournalEngine(new Journal()) { ExitCodes = exitCodes ?? [] } };
        await run.RunAsync("up", "-d");
        return run;
    }
}
