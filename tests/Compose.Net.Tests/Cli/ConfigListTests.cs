using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class ConfigListTests
{
    private const string Shop = """
        services:
          web: {image: "nginx:${TAG:-1}", profiles: [front], depends_on: [db], volumes: ["static:/s"]}
          db: {image: postgres, networks: [back], volumes: ["orders:/o"]}
          cache: {image: postgres, profiles: [more, front]}
        networks: {back: , unused: }
        volumes: {orders: , static: }
        """;

    [Theory]
    [InlineData("--services", "db\n")]
    [InlineData("--services web", "db\n")]
    [InlineData("--networks", "back\n")]
    [InlineData("--networks web", "back\ndefault\n")]
    [InlineData("--volumes", "orders\n")]
    [InlineData("--volumes web", "orders\nstatic\n")]
    [InlineData("--images", "postgres\n")]
    [InlineData("--images web", "postgres\nnginx:1\n")]
    [InlineData("--profiles", "front\nmore\n")]
    [InlineData("--services -q", "db\n")]
    [InlineData("--images --networks --volumes --services", "db\n")]
    [InlineData("--images --profiles", "front\nmore\n")]
    [InlineData("--no-interpolate --services", "cache\ndb\nweb\n")]
    [InlineData("--no-interpolate --networks", "back\ndefault\nunused\n")]
    public async Task A_side_of_the_project_is_listed_a_name_a_line(string arguments, string expected)
    {
        ToolRun run = await RunAsync(arguments);

        run.Output.Should().Be(expected);
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Variables_are_a_table_or_JSON()
    {
        (await RunAsync("--variables")).Output.Should().Be("""
            NAME                REQUIRED            DEFAULT VALUE       ALTERNATE VALUE
            TAG                 false               1

            """);
        (await RunAsync("--variables --format json")).Output.Should().Be("""
            {
                "TAG": {
                    "Name": "TAG",
                    "DefaultValue": "1",
                    "PresenceValue": "",
                    "Required": false
                }
            }

            """);
    }

    [Fact]
    public async Task The_values_that_variables_are_looked_up_in_are_printed() =>
        (await RunAsync("--environment")).Output.Should().Be("COMPOSE_PROJECT_NAME=shop\nPWD=/p/shop\nZ=1\n");

    [Fact]
    public async Task Each_service_has_a_hash_that_does_not_change_by_itself()
    {
        string all = (await RunAsync("--hash *")).Output;

        all.Should().MatchRegex("^db [0-9a-f]{64}\n$");
        (await RunAsync("--hash db")).Output.Should().Be(all);
        (await RunAsync("--hash web,db web")).Output.Should().StartWith(all).And.MatchRegex("\nweb [0-9a-f]{64}\n$");
    }

    [Theory]
    [InlineData("--hash nope", "error CN0460: Project \"shop\" has no service \"nope\". Services: cache, db, web.")]
    [InlineData("--hash web", "error CN0505: Service \"web\" has no hash, because no active profile enables it. Activate one with \"--profile\", or name the service as an argument.")]
    [InlineData("nope", "error CN0103: Service \"nope\" is not defined. Defined services: cache, db, web.")]
    [InlineData("-o /nonexistent/folder/file", "error CN0504: The file \"/nonexistent/folder/file\" cannot be written:")]
    public async Task What_cannot_be_printed_is_an_error(string arguments, string line)
    {
        ToolRun run = await RunAsync(arguments, expected: 1);

        run.ErrorLines.Should().ContainSingle().Which.Should().StartWith(line);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task Services_that_are_named_are_printed_with_what_they_depend_on()
    {
        (await RunAsync("web --format json")).Output.Should().Contain("\"web\": {").And.Contain("\"db\": {").And.NotContain("\"cache\": {");
        (await RunAsync("db --format json")).Output.Should().NotContain("\"web\": {");
    }

    [Fact]
    public async Task Variables_can_be_left_as_they_are_written() =>
        (await RunAsync("--no-interpolate")).Output.Should().Contain("image: nginx:${TAG:-1}\n").And.Contain("cache:");

    [Fact]
    public async Task Variables_can_be_left_where_numbers_are_too()
    {
        const string Scaled = "services:\n  a: {image: x, scale: \"${N:-2}\", network_mode: \"container:shop-b-1\"}\n  b: {image: x, deploy: {replicas: \"${M}\"}}\n";
        var run = new ToolRun { Source = new MemorySource(("/p/shop/compose.yaml", Scaled)) };

        (await run.RunAsync("config", "--no-interpolate")).Should().Be(0, run.Error);

        run.Output.Should().Contain("scale: ${N:-2}\n").And.Contain("replicas: ${M}\n").And.Contain("network_mode: container:shop-b-1\n");
    }

    [Fact]
    public async Task The_output_can_go_to_a_file()
    {
        string file = Path.Combine(Path.GetTempPath(), $"compose-net-{Guid.NewGuid():N}.yaml");
        try
        {
            ToolRun run = await RunAsync($"-o {file}");

            run.Output.Should().BeEmpty();
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().StartWith("name: shop\n");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_quiet_run_makes_no_file()
    {
        string file = Path.Combine(Path.GetTempPath(), $"compose-net-{Guid.NewGuid():N}.yaml");

        await RunAsync($"-q -o {file}");

        File.Exists(file).Should().BeFalse();
    }

    private static async Task<ToolRun> RunAsync(string arguments, int expected = 0)
    {
        var run = new ToolRun { Source = new MemorySource(("/p/shop/compose.yaml", Shop)) { Variables = { ["Z"] = "1" } } };
        (await run.RunAsync(["config", .. arguments.Split(' ')])).Should().Be(expected, run.Error);
        return run;
    }
}
