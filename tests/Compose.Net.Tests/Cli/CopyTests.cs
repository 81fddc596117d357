using Compose.Net.Execution;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public sealed class CopyTests : IAsyncDisposable
{
    private readonly JournalEngine _engine = new(new Journal());

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("--isolate b7 config --format json", null, "127.0.0.1")]
    [InlineData("--isolate b7 config --format json", "0.0.0.0", "0.0.0.0")]
    [InlineData("--isolate b7 --isolate-address ::1 config --format json", "0.0.0.0", "::1")]
    public async Task The_ports_of_a_copy_listen_where_they_are_told_to(string line, string? variable, string expected)
    {
        var tool = new ToolRun
        {
            Source = new MemorySource(("/p/shop/compose.yaml", "services: {web: {image: i, ports: [\"8080:80\"]}}")),
            Variables = { ["COMPOSE_NET_ISOLATE_ADDRESS"] = variable ?? "" },
        };

        (await tool.RunAsync(line.Split(' '))).Should().Be(0, tool.Error);

        tool.Output.Should().Contain($"\"host_ip\": \"{expected}\"");
    }

    [Theory]
    [InlineData("here")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    public async Task An_address_of_a_copy_that_is_none_is_refused(string address)
    {
        var tool = new ToolRun();

        (await tool.RunAsync("--isolate", "b7", "--isolate-address", address, "config")).Should().Be(1);

        tool.ErrorLines.Should().ContainSingle().Which.Should().Contain($"cannot listen on \"{address}\"");
    }

    [Fact]
    public async Task Every_command_works_on_the_copy_that_is_named()
    {
        ToolRun tool = Tool();
        (await tool.RunAsync("up", "-d")).Should().Be(0, tool.Error);
        (await tool.RunAsync("--isolate", "b7", "up", "-d")).Should().Be(0, tool.Error);

        ToolRun lister = Tool();
        await lister.RunAsync("ps", "--isolate", "b7", "--format", "json");
        lister.Output.Should().Contain("shop-b7-").And.NotContain("shop-api-1");

        await tool.RunAsync("--isolate", "b7", "down");
        ToolRun after = Tool();
        await after.RunAsync("--isolate", "b7", "ps", "-a", "--format", "json");
        after.Output.Should().BeEmpty();
        await after.RunAsync("ps", "--format", "json");
        after.Output.Should().Contain("shop-api-1", "the project itself is untouched");
    }

    [Theory]
    [InlineData("-p", "shop", "--isolate", "b7")]
    [InlineData("--isolate", "b7")]
    [InlineData("-p", "shop-b7")]
    public async Task A_copy_is_found_by_its_name_alone_and_the_project_itself_stays(params string[] options)
    {
        ToolRun tool = Tool();
        await tool.RunAsync("up", "-d");
        await tool.RunAsync("--isolate", "b7", "up", "-d");

        (await tool.RunAsync([.. options, "down", "-v"])).Should().Be(0, tool.Error);

        ToolRun after = Tool();
        await after.RunAsync("ls", "-a", "-q");
        after.Output.Should().Be("shop\n");
    }

    [Fact]
    public async Task A_variable_names_the_copy_as_well_and_the_option_wins()
    {
        ToolRun tool = Tool("c9");
        await tool.RunAsync("plan");
        tool.Output.Should().Contain("\"shop-c9\"");

        ToolRun other = Tool("c9");
        await other.RunAsync("--isolate", "d1", "plan");
        other.Output.Should().Contain("\"shop-d1\"");
    }

    [Fact]
    public async Task What_copies_share_is_said_before_they_are_made_and_not_each_time()
    {
        ToolRun tool = new() { Engine = _engine, Project = Loaded.Project("services: { a: { image: busybox, network_mode: host } }") };

        foreach (string[] command in new string[][] { ["plan"], ["create"], ["scale", "a=1"], ["up", "-d"] })
        {
            ToolRun maker = new() { Engine = _engine, Project = tool.Project };
            await maker.RunAsync(["--isolate", "b7", "--progress", "quiet", .. command]);
            maker.ErrorLines.Should().ContainSingle(string.Join(' ', command)).Which.Should().StartWith("warning CN0383: Service \"a\" uses the host's network");
        }

        ToolRun quiet = new() { Engine = _engine, Project = tool.Project };
        await quiet.RunAsync("--isolate", "b7", "ps");
        quiet.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task An_id_that_cannot_be_used_is_an_error_of_the_command_line()
    {
        ToolRun tool = Tool();

        (await tool.RunAsync("--isolate", "B 7", "plan")).Should().Be(1);
        tool.Error.Should().Be("error CN0501: A copy cannot have the id \"B 7\". Use lower-case letters, digits and dashes, beginning with a letter or digit, at most 40 of them.\n");
    }

    [Fact]
    public async Task Subnets_are_chosen_as_the_options_say()
    {
        ToolRun tool = Tool();

        await tool.RunAsync("plan", "--allocate", "on", "--allocate-from", "10.7.0.0/16", "--allocate-size", "27", "--allocate-avoid", "10.7.0.0/17");

        tool.Output.Should().MatchRegex(@"gets 10\.7\.(1[3-9]\d|12[89]|2\d\d)\.\d+/27, which overlaps nothing that is known");
    }

    [Theory]
    [InlineData("up", "-d")]
    [InlineData("create")]
    [InlineData("scale", "a=2")]
    public async Task Every_command_that_makes_networks_takes_them(params string[] command)
    {
        var made = new List<string?>();
        ToolRun tool = new()
        {
            Project = Loaded.Project("services: { a: { image: busybox } }"),
            Engine = new JournalEngine(new Journal())
            {
                Refuses = operation =>
                {
                    made.AddRange(((operation as CreateNetwork)?.Network.Ipam?.Pools ?? []).Select(pool => pool.Subnet));
                    return null;
                },
            },
        };
        tool.Variables["COMPOSE_NET_ALLOCATE"] = "on";

        (await tool.RunAsync([.. command, "--allocate-from", "10.7.0.0/16", "--allocate-size", "27"])).Should().Be(0, tool.Error);

        made.Should().ContainSingle().Which.Should().MatchRegex(@"^10\.7\.\d+\.\d+/27$");
    }

    [Fact]
    public async Task Variables_say_it_for_a_whole_machine()
    {
        ToolRun tool = Tool();
        tool.Variables["COMPOSE_NET_ALLOCATE"] = "on";
        tool.Variables["COMPOSE_NET_ALLOCATE_FROM"] = "10.7.0.0/16, 10.8.0.0/16";
        tool.Variables["COMPOSE_NET_ALLOCATE_SIZE"] = "28";
        tool.Variables["COMPOSE_NET_ALLOCATE_AVOID"] = "10.7.0.0/16";

        await tool.RunAsync("plan");

        tool.Output.Should().MatchRegex(@"gets 10\.8\.\d+\.\d+/28");
    }

    [Theory]
    [InlineData("COMPOSE_NET_ALLOCATE", "maybe", "The variable COMPOSE_NET_ALLOCATE does not know \"maybe\". It takes: auto, off, on.")]
    [InlineData("COMPOSE_NET_ALLOCATE_SIZE", "small", "The variable COMPOSE_NET_ALLOCATE_SIZE needs a prefix length, and \"small\" is not that. Give for example 26.")]
    public async Task A_variable_that_cannot_be_used_is_an_error(string variable, string value, string error)
    {
        ToolRun tool = Tool();
        tool.Variables[variable] = value;

        (await tool.RunAsync("plan")).Should().Be(1);
        tool.Error.Should().Be($"error CN0501: {error}\n");
    }

    [Fact]
    public async Task A_subnet_that_somebody_else_took_meanwhile_does_not_fail_the_command()
    {
        bool taken = false;
        JournalEngine? engine = null;
        engine = new JournalEngine(new Journal())
        {
            Refuses = operation =>
            {
                if (taken || operation is not CreateNetwork create)
                {
                    return null;
                }

                taken = true;
                engine!.Add(new ObservedNetwork { Id = "other", Name = "other", Ipam = create.Network.Ipam! });
                return new ComposeEngineException("CN0416", "overlaps", 403);
            },
        };
        ToolRun tool = new() { Engine = engine, Project = Loaded.Project("services: { a: { image: busybox } }") };

        (await tool.RunAsync("up", "-d", "--allocate", "on")).Should().Be(0, tool.Error);
    }

    private ToolRun Tool(string? copy = null)
    {
        ToolRun tool = new() { Engine = _engine };
        if (copy is not null)
        {
            tool.Variables["COMPOSE_NET_ISOLATE"] = copy;
        }

        return tool;
    }
}
