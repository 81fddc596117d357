using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

/// <summary>Somebody else takes a subnet between the look at the engine and the step that wants it.</summary>
public sealed class SubnetRaceTests
{
    private static readonly ReconcileOptions On = new() { Addresses = new AddressOptions { Mode = AddressMode.On } };
    private static readonly ComposeProject Shop = Loaded.Project("services: { web: { image: busybox } }");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_race_is_run_again_with_another_subnet(int losses)
    {
        int lost = 0;
        JournalEngine? engine = null;
        engine = new JournalEngine(new Journal()) { Refuses = operation => operation is CreateNetwork create && lost++ < losses ? Taken(engine!, create) : null };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);

        Plan plan = await client.UpAsync(Shop, On, cancellationToken: Cancelled);

        lost.Should().Be(losses + 1);
        ObservedState state = await client.ObserveAsync(Shop, Cancelled);
        state.Containers.Should().ContainSingle().Which.State.Should().Be(ContainerState.Running);
        state.Networks.Select(network => network.Ipam.Pools[0].Subnet).Should().HaveCount(losses + 1).And.OnlyHaveUniqueItems();
        plan.Steps.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_subnet_that_was_refused_is_not_asked_for_again_although_nobody_is_listed_with_it_yet(int losses)
    {
        var asked = new List<string?>();
        var engine = new JournalEngine(new Journal()) { Refuses = operation => Asked(operation, asked) is var number && number > 0 && number <= losses ? new ComposeEngineException("CN0416", "overlaps", 403) : null };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);

        await client.UpAsync(Shop, On, cancellationToken: Cancelled);

        asked.Should().HaveCount(losses + 1).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_subnet_of_the_file_that_was_refused_is_not_given_up_for_another()
    {
        var asked = new List<string?>();
        var engine = new JournalEngine(new Journal()) { Refuses = operation => Asked(operation, asked) > 0 ? new ComposeEngineException("CN0416", "overlaps", 403) : null };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);
        ComposeProject project = Loaded.Project("services: { web: { image: busybox } }\nnetworks: { default: { ipam: { config: [{ subnet: 10.83.9.0/26 }] } } }");
        Func<Task> up = () => client.UpAsync(project, On, cancellationToken: Cancelled);

        (await up.Should().ThrowAsync<ComposeApplyException>()).WithMessage("*overlaps*");
        asked.Should().Equal("10.83.9.0/26");
    }

    [Fact]
    public async Task What_is_chosen_in_place_of_an_engine_that_has_nothing_left_can_be_lost_as_well()
    {
        var asked = new List<string?>();
        var engine = new JournalEngine(new Journal())
        {
            Refuses = operation => Asked(operation, asked) switch
            {
                1 => new ComposeEngineException("CN0415", "nothing left", 400),
                2 => new ComposeEngineException("CN0416", "overlaps", 403),
                _ => null,
            },
        };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);

        await client.UpAsync(Shop, cancellationToken: Cancelled);

        asked.Should().HaveCount(3).And.OnlyHaveUniqueItems();
        asked[2].Should().StartWith("10.83.");
    }

    [Fact]
    public async Task It_is_not_run_for_ever()
    {
        int lost = 0;
        JournalEngine? engine = null;
        engine = new JournalEngine(new Journal()) { Refuses = operation => operation is CreateNetwork create ? Taken(engine!, create, ++lost) : null };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);
        Func<Task> up = () => client.UpAsync(Shop, On, cancellationToken: Cancelled);

        await up.Should().ThrowAsync<ComposeApplyException>();
        lost.Should().Be(5);
    }

    [Fact]
    public async Task An_engine_that_has_nothing_left_is_not_asked_again()
    {
        var asked = new List<string?>();
        var engine = new JournalEngine(new Journal())
        {
            Refuses = operation =>
            {
                string? subnet = (operation as CreateNetwork)?.Network.Ipam?.Pools[0].Subnet;
                if (operation is CreateNetwork)
                {
                    asked.Add(subnet);
                }

                return operation is CreateNetwork && subnet is null ? new ComposeEngineException("CN0415", "nothing left", 400) : null;
            },
        };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);

        await client.UpAsync(Shop, cancellationToken: Cancelled);

        asked.Should().HaveCount(2);
        asked[0].Should().BeNull();
        asked[1].Should().StartWith("10.83.");
    }

    [Fact]
    public async Task Off_means_that_the_failure_is_the_end_of_it()
    {
        int asked = 0;
        var engine = new JournalEngine(new Journal()) { Refuses = operation => operation is CreateNetwork && ++asked > 0 ? new ComposeEngineException("CN0415", "nothing left", 400) : null };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);
        Func<Task> up = () => client.UpAsync(Shop, new ReconcileOptions { Addresses = new AddressOptions { Mode = AddressMode.Off } }, cancellationToken: Cancelled);

        (await up.Should().ThrowAsync<ComposeApplyException>()).WithMessage("nothing left*");
        asked.Should().Be(1);
    }

    [Fact]
    public async Task Another_failure_beside_it_is_reported_at_once()
    {
        JournalEngine? engine = null;
        engine = new JournalEngine(new Journal())
        {
            Refuses = operation => operation switch
            {
                CreateNetwork create => Taken(engine!, create),
                CreateVolume => new ComposeEngineException("CN0499", "no volume", 500),
                _ => null,
            },
        };
        await using ComposeClient client = await engine.ConnectAsync(new ComposeClientOptions(), Cancelled);
        ComposeProject project = Loaded.Project("services: { web: { image: busybox, volumes: [\"v:/v\"] } }\nvolumes: { v: {} }");
        Func<Task> up = () => client.UpAsync(project, On, cancellationToken: Cancelled);

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Failures.Should().HaveCount(2);
    }

    // How often a network was asked for so far, this time included; 0 where this is about something else.
    private static int Asked(Operation operation, List<string?> asked)
    {
        if (operation is not CreateNetwork create)
        {
            return 0;
        }

        asked.Add(create.Network.Ipam?.Pools[0].Subnet);
        return asked.Count;
    }

    private static ComposeEngineException Taken(JournalEngine engine, CreateNetwork create, int number = 0)
    {
        string subnet = create.Network.Ipam!.Pools[0].Subnet!;
        engine.Add(new ObservedNetwork { Id = $"other {subnet} {number}", Name = $"other {subnet} {number}", Ipam = create.Network.Ipam });
        return new ComposeEngineException("CN0416", $"{subnet} overlaps", 403);
    }
}
