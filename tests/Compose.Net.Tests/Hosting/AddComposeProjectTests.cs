using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Hosting;
using Compose.Net.Planning;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Compose.Net.Tests.Hosting;

public sealed class AddComposeProjectTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_project_is_up_before_any_hosted_service_starts_and_goes_down_after_all_stopped(bool concurrently)
    {
        using var project = new HostedProject();
        project.Services.Configure<HostOptions>(options => options.ServicesStartConcurrently = options.ServicesStopConcurrently = concurrently);
        project.AddJournalService("before");
        project.Services.AddComposeProject("compose.yaml");
        project.AddJournalService("after");

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        IReadOnlyList<string> lines = project.Journal.Lines;
        int[] own = [.. new[] { "start before", "start after", "stop before", "stop after" }.Select(line => lines.ToList().IndexOf(line))];
        int ready = lines.ToList().IndexOf("WaitUntilReady shop-web-1");
        int stopped = lines.ToList().IndexOf("StopContainer shop-web-1");
        ready.Should().BeInRange(0, own.Min() - 1);
        stopped.Should().BeGreaterThan(own.Max());
        project.Engine.IsEmpty.Should().BeTrue();
        project.Engine.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Several_projects_come_up_in_the_order_of_their_registration_and_go_down_in_reverse()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", "first").AddComposeProject("compose.yaml", "second");

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        project.Journal.Lines.Where(line => line.StartsWith("WaitUntilReady", StringComparison.Ordinal) || line.StartsWith("RemoveContainer", StringComparison.Ordinal))
            .Should().Equal("WaitUntilReady first-web-1", "WaitUntilReady second-web-1", "RemoveContainer second-web-1", "RemoveContainer first-web-1");
    }

    [Fact]
    public async Task The_endpoints_of_each_project_are_injected_by_its_name()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", "first").AddComposeProject("compose.yaml", "second");
        using IHost host = project.Builder.Build();
        await host.StartAsync(Cancelled);

        RunningProject first = host.Services.GetRequiredKeyedService<RunningProject>("first");
        RunningProject last = host.Services.GetRequiredService<RunningProject>();

        first.Project.Name.Should().Be("first");
        first.GetUri("web", 8080).Should().Be(new Uri("http://127.0.0.1:40001/"));
        last.GetEndpoint("web", 8080).Should().Be(new PublishedEndpoint("127.0.0.1", 40002));
        host.Services.GetServices<RunningProject>().Should().HaveCount(2);
    }

    [Fact]
    public async Task A_project_cannot_be_used_before_the_host_starts_or_after_it_stopped()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml");
        using IHost host = project.Builder.Build();
        RunningProject running = host.Services.GetRequiredService<RunningProject>();
        Action use = () => running.GetEndpoint("web", 8080);

        use.Should().Throw<InvalidOperationException>().WithMessage("*\"compose.yaml\" is not up*");
        await host.StartAsync(Cancelled);
        use.Should().NotThrow();
        await host.StopAsync(Cancelled);
        use.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task A_project_can_stay_up_at_shutdown()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", options => options.DownAtShutdown = false);

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        project.Journal.Lines.Should().NotContain(line => line.StartsWith("RemoveContainer", StringComparison.Ordinal));
        project.Log.Lines.Should().Contain(line => line.Contains("stays up"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Volumes_are_removed_at_shutdown_only_on_request(bool remove)
    {
        using var project = new HostedProject("""
            name: shop
            services:
              web:
                image: busybox:latest
                volumes: ["kept:/kept"]
            volumes:
              kept: {}
            """);
        project.Services.AddComposeProject("compose.yaml", options => options.RemoveVolumesAtShutdown = remove);

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        project.Engine.IsEmpty.Should().Be(remove);
    }

    [Fact]
    public async Task Without_a_wait_the_start_does_not_wait()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", options => options.Wait = false);
        using IHost host = project.Builder.Build();

        await host.StartAsync(Cancelled);

        project.Journal.Lines.Should().Contain("StartContainer shop-web-1").And.NotContain("WaitUntilReady shop-web-1");
    }

    [Theory]
    [InlineData(BuildCondition.Always, true)]
    [InlineData(BuildCondition.Missing, false)]
    public async Task Images_that_are_there_are_built_anew_on_request(BuildCondition condition, bool built)
    {
        using var project = new HostedProject("{name: shop, services: {web: {image: web:7, build: .}}}");
        project.Services.AddComposeProject("compose.yaml", options => options.Build = condition);

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
        }

        project.Journal.Lines.Contains("BuildImage web:7").Should().Be(built);
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_start_of_the_host_and_what_was_begun_goes_down()
    {
        using var project = new HostedProject(engine: journal => new JournalEngine(journal) { Refused = "StartContainer shop-web-1", LogLines = ["no such port"] });
        project.Services.AddComposeProject("compose.yaml");
        project.AddJournalService("after");
        using IHost host = project.Builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<ComposeApplyException>()).WithMessage("*compose.yaml(3,3): The engine refused: StartContainer shop-web-1.*no such port*");
        project.Journal.Lines.Should().NotContain("start after");
        project.Engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task When_a_later_project_fails_the_earlier_ones_go_down_with_the_host()
    {
        using var project = new HostedProject(engine: journal => new JournalEngine(journal) { Refused = "StartContainer second-web-1" });
        project.Services.AddComposeProject("compose.yaml", "first").AddComposeProject("compose.yaml", "second");

        Func<Task> run = () => project.Builder.Build().RunAsync(Cancelled);

        await run.Should().ThrowAsync<ComposeApplyException>();
        project.Engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_host_that_is_disposed_without_a_stop_takes_its_project_down()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml");

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
        }

        project.Engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_start_that_takes_too_long_says_what_was_under_way()
    {
        var time = new ManualTime();
        using var project = new HostedProject(engine: journal => new JournalEngine(journal) { Endless = "WaitUntilReady shop-web-1", WhenEndless = time.Elapse, LogLines = ["still migrating"] });
        project.Services.AddSingleton<TimeProvider>(time).AddComposeProject("compose.yaml", options => options.StartupTimeout = TimeSpan.FromSeconds(90));
        using IHost host = project.Builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<ComposeException>()).WithMessage("Project \"shop\" was not up within 00:01:30. Under way: WaitUntilReady shop-web-1.*The last lines of shop-web-1:*still migrating*");
        project.Engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_shutdown_that_takes_too_long_says_what_was_under_way()
    {
        using var patience = new CancellationTokenSource();
        using var project = new HostedProject(engine: journal => new JournalEngine(journal) { Endless = "StopContainer shop-web-1", WhenEndless = patience.Cancel });
        project.Services.AddComposeProject("compose.yaml", options => options.Wait = false);
        using IHost host = project.Builder.Build();
        await host.StartAsync(Cancelled);

        Func<Task> stop = () => host.StopAsync(patience.Token);

        (await stop.Should().ThrowAsync<ComposeException>()).WithMessage("Project \"shop\" was not down when the host's patience ended: under way were StopContainer shop-web-1. *ShutdownTimeout*");
    }

    [Fact]
    public async Task Options_that_a_reload_spoils_are_not_in_the_way_of_the_shutdown()
    {
        using var project = new HostedProject();
        TimeSpan startupTimeout = TimeSpan.FromSeconds(90);
        project.Services.AddComposeProject("compose.yaml", options => (options.Wait, options.StartupTimeout) = (false, startupTimeout));
        using IHost host = project.Builder.Build();
        await host.StartAsync(Cancelled);
        startupTimeout = TimeSpan.Zero;
        host.Services.GetRequiredService<IOptionsMonitorCache<ComposeProjectOptions>>().Clear();

        await host.StopAsync(Cancelled);

        project.Engine.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task A_file_with_errors_ends_the_start_before_the_engine_is_asked()
    {
        using var project = new HostedProject("services: { web: { image: busybox, depends_on: [dbb] } }");
        project.Services.AddComposeProject("compose.yaml");
        using IHost host = project.Builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<ComposeFileException>()).WithMessage("*compose.yaml(1,*dbb*");
        project.Journal.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Options_that_cannot_work_end_the_start_with_all_reasons()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", options =>
        {
            options.StartupTimeout = TimeSpan.Zero;
            options.Files.Clear();
        });
        using IHost host = project.Builder.Build();

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<OptionsValidationException>()).WithMessage("*Files is empty*StartupTimeout is 00:00:00*");
        project.Journal.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Files_env_files_and_variables_of_the_options_reach_the_project()
    {
        using var project = new HostedProject("""
            services:
              web:
                image: busybox:latest
                environment: { FROM_FILE: "${FROM_FILE}", FROM_CODE: "${FROM_CODE}" }
              debug:
                image: busybox:latest
                profiles: [debug]
            """);
        project.Write("settings/test.env", "FROM_FILE=file\nFROM_CODE=file\n");
        project.Services.AddComposeProject("compose.yaml", options =>
        {
            options.ProjectName = "named";
            options.Profiles.Add("debug");
            options.EnvironmentFiles.Add("settings/test.env");
            options.Environment["FROM_CODE"] = "code";
        });
        using IHost host = project.Builder.Build();

        await host.StartAsync(Cancelled);

        RunningProject running = host.Services.GetRequiredService<RunningProject>();
        running.Project.Name.Should().Be("named");
        running.Project.Services.Keys.Should().Equal("debug", "web");
        running.Project.Services["web"].Environment.Should().Contain("FROM_FILE", "file").And.Contain("FROM_CODE", "code");
    }

    [Fact]
    public async Task Adding_the_same_file_again_adds_options_and_no_second_project()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", options => options.Wait = false);
        project.Services.AddComposeProject("compose.yaml", options => options.ProjectName = "again");
        using IHost host = project.Builder.Build();

        await host.StartAsync(Cancelled);

        project.Journal.Lines.Where(line => line.StartsWith("StartContainer", StringComparison.Ordinal)).Should().Equal("StartContainer again-web-1");
        host.Services.GetServices<RunningProject>().Should().ContainSingle();
    }

    [Fact]
    public void Another_file_under_the_same_name_is_refused()
    {
        var services = new ServiceCollection();
        services.AddComposeProject("compose.yaml", "shop");

        Action add = () => services.AddComposeProject("other.yaml", "shop");

        add.Should().Throw<ArgumentException>().WithMessage("*\"shop\"*\"compose.yaml\"*\"other.yaml\"*");
    }

    [Fact]
    public async Task No_log_line_holds_an_environment_value()
    {
        using var project = new HostedProject();
        project.Services.AddComposeProject("compose.yaml", options => options.Environment["TOKEN"] = "hunter2-of-the-options");

        using (IHost host = project.Builder.Build())
        {
            await host.StartAsync(Cancelled);
            await host.StopAsync(Cancelled);
        }

        project.Log.Lines.Should().Contain(line => line.StartsWith("Information 2 Project shop is up", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("Debug 101 Project shop, step 1", StringComparison.Ordinal))
            .And.NotContain(line => line.Contains("hunter2"));
    }
}
