using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class PreStartTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Shop = """
        services:
          web:
            image: busybox
            command: [sh, -c, "echo main >> /work/log; exec sleep 600"]
            stop_signal: KILL
            volumes: [work:/work]
            networks: [front, back]
            pre_start: [{command: [sh, -c, "echo pre $$(ls /sys/class/net | grep -c eth) >> /work/log; ping -c 1 -W 1 web && echo found >> /work/log; true"]}]
            post_start: [{command: [sh, -c, "echo post >> /work/log"]}]
            pre_stop: [{command: [sh, -c, "echo end >> /work/log"]}]
        networks: {front: , back: }
        volumes: {work: }
        """;

    [Fact]
    public async Task Start_and_restart_run_what_is_to_run_before_a_start_once_on_the_service_s_networks_and_not_under_its_name()
    {
        ComposeProject project = Load(Shop);
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Client.StopAsync(project, cancellationToken: Cancelled);
        await Docker.RunAsync("wait", Container("web"));

        await Client.StartAsync(project, cancellationToken: Cancelled);
        await Client.StartAsync(project, cancellationToken: Cancelled);
        await Client.RestartAsync(project, cancellationToken: Cancelled);

        string[] log = [.. (await Docker.RunAsync("exec", Container("web"), "cat", "/work/log")).Split('\n')];
        string.Join(' ', log.Where(line => line is not ("main" or "post"))).Should().Be("pre 2 end pre 2 end pre 2", "each start has its own, with both networks and nobody under the service's name");
        log.Count(line => line == "post").Should().Be(3);
        (await Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}}")).Should().Equal(Container("web"));
    }

    [Fact]
    public async Task A_start_whose_hook_fails_starts_nothing_and_the_next_one_tries_again()
    {
        ComposeProject project = Load(Shop.Replace("pre $$(ls", "$$(test -e /work/stop && exit 4; ls", StringComparison.Ordinal).Replace("; true\"]}]", "; test ! -e /work/stop\"]}]", StringComparison.Ordinal));
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Docker.RunAsync("exec", Container("web"), "touch", "/work/stop");
        Func<Task> restart = () => Client.RestartAsync(project, cancellationToken: Cancelled);

        (await restart.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain($"{Project}-web-pre_start-1");
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("exited");

        await Docker.RunAsync("run", "--rm", "--volumes-from", Container("web"), "busybox", "rm", "/work/stop");
        await Client.StartAsync(project, cancellationToken: Cancelled);
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
    }

    [Fact]
    public async Task The_service_is_built_and_the_hook_uses_the_image_that_is_there()
    {
        const string yaml = """
            services:
              web:
                build: {context: ., dockerfile_inline: "FROM busybox\nLABEL made=here\n"}
                pull_policy: build
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                volumes: [work:/work]
                pre_start: [{command: [sh, -c, "echo ready > /work/log"], image: busybox}]
            volumes: {work: }
            """;
        Plan plan = await Client.UpAsync(Load(yaml), cancellationToken: Cancelled);

        plan.Steps.Select(step => step.Operation).Should().Contain(operation => operation is BuildImage).And.NotContain(operation => operation is PullImage);
        (await Docker.RunAsync("exec", Container("web"), "cat", "/work/log")).Should().Be("ready");
    }
}
