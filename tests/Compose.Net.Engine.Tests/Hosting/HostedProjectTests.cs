using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Hosting;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Compose.Net.Engine.Tests.Hosting;

public sealed class HostedProjectTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task A_hosted_service_finds_its_project_answering_and_the_shutdown_leaves_nothing_but_its_volumes()
    {
        IHost host = await BuildAsync("""
            services:
              web:
                image: busybox:latest
                command: [sh, -c, "echo hello > /www/index.html && exec httpd -f -p 8080 -h /www"]
                ports: ["127.0.0.1::8080"]
                volumes: ["www:/www"]
                healthcheck: { test: [CMD, wget, -q, -O, /dev/null, "http://127.0.0.1:8080/"], interval: 300ms }
                stop_signal: SIGKILL
            volumes:
              www: {}
            """);
        Visitor visitor = host.Services.GetRequiredService<Visitor>();

        await host.RunAsync(Cancelled);

        visitor.Page.Should().Be("hello\n");
        (await Docker.HasAsync("container", Project + "-web-1")).Should().BeFalse();
        (await Docker.HasAsync("network", Project + "_default")).Should().BeFalse();
        (await Docker.HasAsync("volume", Project + "_www")).Should().BeTrue();
    }

    [Fact]
    public async Task A_service_that_ends_badly_ends_the_start_with_its_last_words_and_leaves_nothing()
    {
        using IHost host = await BuildAsync("""
            services:
              web:
                image: busybox:latest
                command: [sh, -c, "echo cannot read the settings; exit 3"]
                healthcheck: { test: [CMD, "true"], interval: 300s }
            """);

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<ComposeApplyException>()).WithMessage($"*{Project}-web-1*cannot read the settings*");
        (await Docker.HasAsync("container", Project + "-web-1")).Should().BeFalse();
        (await Docker.HasAsync("network", Project + "_default")).Should().BeFalse();
    }

    [Fact]
    public async Task An_engine_that_is_not_there_ends_the_start()
    {
        using IHost host = await BuildAsync("services: { web: { image: busybox:latest } }", options => options.Endpoint = "unix:///nowhere/docker.sock");

        Func<Task> start = () => host.StartAsync(Cancelled);

        (await start.Should().ThrowAsync<ComposeEngineException>()).WithMessage("*/nowhere/docker.sock*");
    }

    private async Task<IHost> BuildAsync(string yaml, Action<ComposeProjectOptions>? configure = null)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "compose.yaml"), yaml, Cancelled);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = Folder, DisableDefaults = true });
        builder.Services.AddSingleton<Visitor>().AddHostedService(provider => provider.GetRequiredService<Visitor>());
        builder.Services.AddComposeProject("compose.yaml", Project, configure);
        return builder.Build();
    }

    // It is registered before the project, and still starts after it.
    private sealed class Visitor(RunningProject project, IHostApplicationLifetime lifetime) : BackgroundService
    {
        public string? Page { get; private set; }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                using var http = new HttpClient();
                Page = await http.GetStringAsync(project.GetUri("web", 8080), stoppingToken);
            }
            finally
            {
                lifetime.StopApplication();
            }
        }
    }
}
