using System.Collections.Immutable;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class GrantTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Shop = """
        services:
          web:
            image: busybox
            command: [sh, -c, "cat /run/secrets/token > /seen; exec sleep 600"]
            stop_signal: KILL
            network_mode: none
            secrets: [token, {source: empty, target: /etc/deep/empty}]
            configs: [{source: greeting, target: /etc/greeting, uid: "7", gid: "8", mode: 0440}]
        secrets: {token: {environment: TOKEN}, empty: {environment: EMPTY}}
        configs: {greeting: {content: "hello\nworld"}}
        """;

    [Fact]
    public async Task Texts_are_there_when_the_process_begins_with_their_owner_and_permissions()
    {
        await Client.UpAsync(With("one"), cancellationToken: Cancelled);

        (await InAsync("web", "cat", "/seen")).Should().Be("one");
        (await InAsync("web", "cat", "/etc/greeting")).Should().Be("hello\nworld");
        (await InAsync("web", "stat", "-c", "%u:%g %a", "/etc/greeting", "/run/secrets/token", "/etc/deep/empty")).Should().Be("7:8 440\n0:0 444\n0:0 444");
        (await InAsync("web", "wc", "-c", "/etc/deep/empty")).Should().StartWith("0");
        (await Client.PlanAsync(With("one"), cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Another_text_reaches_the_service_with_a_new_container_and_a_lost_one_comes_back_at_the_start()
    {
        await Client.UpAsync(With("one"), cancellationToken: Cancelled);
        string first = await FieldAsync("web", "{{.Id}}");

        await Client.UpAsync(With("two"), cancellationToken: Cancelled);

        (await FieldAsync("web", "{{.Id}}")).Should().NotBe(first);
        (await InAsync("web", "cat", "/seen")).Should().Be("two");

        await Docker.RunAsync("exec", Container("web"), "rm", "-f", "/run/secrets/token");
        await Docker.RunAsync("stop", "-t", "0", Container("web"));
        await Client.UpAsync(With("two"), cancellationToken: Cancelled);
        (await InAsync("web", "cat", "/seen")).Should().Be("two");
    }

    [Fact]
    public async Task A_secret_whose_file_is_missing_is_named_at_its_line()
    {
        Func<Task> up = () => UpAsync("services: {web: {image: busybox, network_mode: none, secrets: [token]}}\nsecrets:\n  token: {file: /no/such/token.txt}\n");

        StepFailure failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Failures.Single();
        failure.Place!.Value.Line.Should().Be(3);
        failure.Exception.Message.Should().Contain("The mount of \"/no/such/token.txt\" at \"/run/secrets/token\", which is secret \"token\", cannot be made.");
    }

    [Fact]
    public async Task Hooks_run_at_their_moments()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sh, -c, "cp /work/prepared /seen; exec sleep 600"]
                stop_signal: KILL
                environment: {FROM_SERVICE: s}
                volumes: [work:/work]
                pre_start:
                  - {command: [sh, -c, "echo $$FROM_SERVICE $$FROM_HOOK > /work/prepared; ping -c 1 -W 1 web && echo found >> /work/prepared; true"], environment: {FROM_HOOK: h}}
                post_start:
                  - {command: [sh, -c, "id -u > started; pwd >> started"], user: "12", working_dir: /tmp}
                pre_stop:
                  - {command: [sh, -c, "echo $$LEVEL >> /work/stopped"], environment: {LEVEL: gently}}
            volumes: {work: {}}
            """;
        await UpAsync(yaml);

        (await InAsync("web", "cat", "/seen")).Should().Be("s h", "the hook ran before, and is not found under the service's name");
        (await InAsync("web", "cat", "/tmp/started")).Should().Be("12\n/tmp");
        (await Docker.ListAsync("ps", "-a", "--filter", ProjectFilter, "--format", "{{.Names}}")).Should().Equal(Container("web"));
        await MustHaveNothingToDoAsync(yaml);

        await UpAsync(yaml.Replace("FROM_SERVICE: s", "FROM_SERVICE: t", StringComparison.Ordinal));

        (await InAsync("web", "cat", "/work/stopped")).Should().Be("gently", "a container that is replaced is stopped too");
        (await InAsync("web", "cat", "/seen")).Should().Be("t h");
    }

    [Fact]
    public async Task A_hook_that_fails_is_explained_with_its_last_lines_and_holds_back_what_depends_on_its_service()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                depends_on: [db]
              db:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                post_start: [{command: [sh, -c, "echo no disk left >&2; exit 3"]}]
            """;
        Func<Task> up = () => UpAsync(yaml);

        ComposeApplyException failure = (await up.Should().ThrowAsync<ComposeApplyException>()).Which;
        failure.Message.Should().Contain("post_start").And.Contain(Container("db")).And.Contain("exit code 3").And.Contain("no disk left");
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("created");
    }

    [Fact]
    public async Task A_hook_before_the_start_that_fails_keeps_its_container_until_the_next_up()
    {
        const string yaml = """
            services:
              web:
                image: busybox
                command: [sleep, "600"]
                stop_signal: KILL
                network_mode: none
                pre_start: [{command: [sh, -c, "echo the table is locked; exit 4"]}]
            """;
        string hook = $"{Project}-web-pre_start-1";
        Func<Task> up = () => UpAsync(yaml);

        (await up.Should().ThrowAsync<ComposeApplyException>()).Which.Message.Should().Contain(hook).And.Contain("exit code 4").And.Contain("the table is locked");
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("created");
        (await Docker.RunAsync("inspect", "-f", "{{.State.ExitCode}}", hook)).Should().Be("4");

        await UpAsync(yaml.Replace("exit 4", "exit 0", StringComparison.Ordinal));
        (await FieldAsync("web", "{{.State.Status}}")).Should().Be("running");
        (await Docker.HasAsync("container", hook)).Should().BeFalse();
    }

    private Task<string> InAsync(string service, params string[] command) => Docker.RunAsync(["exec", Container(service), .. command]);

    private ComposeProject With(string token)
    {
        var options = new ComposeFileOptions { ProjectName = Project, Environment = ImmutableSortedDictionary<string, string>.Empty.Add("TOKEN", token).Add("EMPTY", "") };
        ComposeFileResult result = ComposeFile.Parse(Shop, options);
        result.Diagnostics.Should().BeEmpty();
        return result.Project!;
    }
}
