using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Compose.Net.Testing;
using Compose.Net.Tests.Hosting;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Testing;

public sealed class ComposeFixtureTests : IDisposable
{
    private const string Yaml = """
        services:
          web:
            image: busybox:latest
            environment: { GREETING: "${GREETING}" }
            ports: ["127.0.0.1::8080"]
            volumes: ["stock:/stock"]
        volumes:
          stock: {}
        """;

    private readonly ComposeFolder _folder = new();
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_fixture_brings_its_own_copy_up_waits_and_leaves_nothing()
    {
        var engine = new JournalEngine(_journal);
        var shop = new ShopFixture(_folder.Write("compose.yaml", Yaml), engine);

        await shop.InitializeAsync();

        shop.ProjectName.Should().MatchRegex("^shop-[0-9a-f]{8}$");
        shop.Project.Name.Should().Be(shop.ProjectName);
        shop.Project.Services["web"].Environment.Should().Contain("GREETING", "hello");
        shop.GetUri("web", 8080).Should().Be(new Uri("http://127.0.0.1:40001/"));
        shop.Client.Engine.Should().Be(engine.Description);
        _journal.Lines.Should().Contain($"WaitUntilReady {shop.ProjectName}-web-1");

        await shop.DisposeAsync();

        engine.IsEmpty.Should().BeTrue("volumes go as well");
        engine.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Two_fixtures_of_one_file_do_not_meet()
    {
        string file = _folder.Write("compose.yaml", Yaml);
        var engine = new JournalEngine(_journal);
        await using var one = new ShopFixture(file, engine);
        await using var other = new ShopFixture(file, engine);

        await one.InitializeAsync();
        await other.InitializeAsync();

        one.GetEndpoint("web", 8080).Should().NotBe(other.GetEndpoint("web", 8080));
    }

    [Fact]
    public async Task A_failed_start_is_thrown_by_the_start_and_by_every_use_with_the_services_last_lines()
    {
        var engine = new JournalEngine(_journal) { RefusedKind = "StartContainer", LogLines = ["cannot open /stock"] };
        var shop = new ShopFixture(_folder.Write("compose.yaml", Yaml), engine);
        Func<Task> start = () => shop.InitializeAsync().AsTask();
        Action[] uses = [() => _ = shop.Project, () => _ = shop.Client, () => shop.GetEndpoint("web", 8080), () => shop.GetUri("web", 8080)];

        (await start.Should().ThrowAsync<ComposeApplyException>()).WithMessage($"*The last lines of {shop.ProjectName}-web-1*cannot open /stock*");
        uses.Should().AllSatisfy(use => use.Should().Throw<ComposeApplyException>().WithMessage("*cannot open /stock*"));
        engine.IsEmpty.Should().BeTrue();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_start_that_takes_too_long_shows_what_the_service_wrote_so_far()
    {
        var time = new ManualTime();
        var engine = new JournalEngine(_journal) { EndlessKind = "WaitUntilReady", WhenEndless = time.Elapse, LogLines = ["still migrating"] };
        await using var shop = new ShopFixture(_folder.Write("compose.yaml", Yaml), engine) { Clock = time };
        Func<Task> start = () => shop.InitializeAsync().AsTask();

        (await start.Should().ThrowAsync<ComposeException>()).WithMessage($"*not up within 00:01:30.*WaitUntilReady {shop.ProjectName}-web-1*still migrating*");
        engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_start_that_takes_too_long_is_told_where_no_log_is_kept()
    {
        var time = new ManualTime();
        var engine = new JournalEngine(_journal) { EndlessKind = "WaitUntilReady", WhenEndless = time.Elapse, KeepsNoLog = true };
        await using var shop = new ShopFixture(_folder.Write("compose.yaml", Yaml), engine) { Clock = time };
        Func<Task> start = () => shop.InitializeAsync().AsTask();

        (await start.Should().ThrowAsync<ComposeException>()).WithMessage($"*not up within 00:01:30.*WaitUntilReady {shop.ProjectName}-web-1*It keeps no log.");
    }

    [Fact]
    public async Task An_end_that_takes_too_long_says_what_was_under_way()
    {
        var time = new ManualTime();
        var engine = new JournalEngine(_journal) { EndlessKind = "StopContainer", WhenEndless = time.Elapse };
        var shop = new ShopFixture(_folder.Write("compose.yaml", Yaml), engine) { Clock = time };
        await shop.InitializeAsync();
        Func<Task> end = () => shop.DisposeAsync().AsTask();

        (await end.Should().ThrowAsync<ComposeException>()).WithMessage($"Project \"{shop.ProjectName}\" was not down within 00:02:00: under way were StopContainer {shop.ProjectName}-web-1. *Raise ShutdownTimeout*");
    }

    [Theory]
    [InlineData(BuildCondition.Always, true)]
    [InlineData(null, false)]
    public async Task Images_with_a_name_are_built_anew_on_request(BuildCondition? condition, bool built)
    {
        await using var shop = new ShopFixture(_folder.Write("compose.yaml", "services: {web: {image: web:7, build: .}}"), new JournalEngine(_journal)) { Build = condition };

        await shop.InitializeAsync();

        _journal.Lines.Contains("BuildImage web:7").Should().Be(built);
    }

    [Fact]
    public async Task A_file_that_is_nowhere_fails_the_start_and_the_end_is_quiet()
    {
        var shop = new ShopFixture("no-such-file.yaml", new JournalEngine(_journal));
        Func<Task> start = () => shop.InitializeAsync().AsTask();

        (await start.Should().ThrowAsync<ComposeException>()).WithMessage("The file \"no-such-file.yaml\" is neither in*");
        await shop.DisposeAsync();
        _journal.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_fixture_that_was_not_started_says_so()
    {
        var shop = new ShopFixture("compose.yaml", new JournalEngine(_journal));
        Action use = () => shop.GetEndpoint("web", 8080);

        use.Should().Throw<InvalidOperationException>().WithMessage("*is not up*");
    }

    public void Dispose() => _folder.Dispose();

    private sealed class ShopFixture(string file, JournalEngine engine) : ComposeFixture(file)
    {
        public TimeProvider Clock { get; init; } = TimeProvider.System;

        public BuildCondition? Build { get; init; }

        internal override TimeProvider Time => Clock;

        internal override Task<ComposeClient> ConnectAsync(ComposeClientOptions options, CancellationToken cancellationToken) => engine.ConnectAsync(options, cancellationToken);

        protected override void Configure(ComposeFixtureOptions options)
        {
            options.Environment["GREETING"] = "hello";
            options.StartupTimeout = TimeSpan.FromSeconds(90);
            options.Build = Build ?? options.Build;
        }
    }
}
