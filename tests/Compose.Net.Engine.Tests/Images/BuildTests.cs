using System.Net;
using System.Text;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Images;

/// <summary>Images that are built by the engine's own builder, with the docker command as the witness of what came of it.</summary>
public sealed class BuildTests(EngineFixture engine) : EngineTest(engine)
{
    private ComposeClient Client { get; set; } = null!; // Set before each test.

    public override async ValueTask InitializeAsync()
    {
        Client = await ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = Engine.Endpoint }, Cancelled);
        OnDispose(() => Client.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_run_builds_the_image_anew_where_that_is_asked_for()
    {
        Write("Dockerfile", "FROM busybox\nRUN echo one >/word\n");
        ComposeProject project = Service($"context: {Folder}");
        await Client.BuildAsync(project, cancellationToken: Cancelled);
        Write("Dockerfile", "FROM busybox\nRUN echo two >/word\n");

        (await WordAsync(BuildCondition.Missing)).Should().Be("one\n");
        (await WordAsync(BuildCondition.Always)).Should().Be("two\n");

        async Task<string> WordAsync(BuildCondition build)
        {
            using var output = new MemoryStream();
            await Client.RunAsync(project, "a", new RunOptions { Command = ["cat", "/word"], Remove = true, Build = build, Streams = new ProcessStreams { Output = output } }, cancellationToken: Cancelled);
            return Encoding.UTF8.GetString(output.ToArray());
        }
    }

    [Fact]
    public async Task Up_builds_what_is_missing_and_a_second_up_has_nothing_to_do()
    {
        Write("Dockerfile", "FROM busybox\nARG WORD=none\nRUN echo $WORD >/word\n");
        ComposeProject project = Service($"context: {Folder}\n      args: {{WORD: hello}}\n      labels: {{mine: yes}}\n      tags: [{Project}-extra:7]");
        var said = new List<ComposeEvent>();

        await Client.UpAsync(project, progress: new Listener(said), cancellationToken: Cancelled);

        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/word")).Should().Be("hello");
        (await Docker.RunAsync("image", "inspect", "-f", "{{.Config.Labels.mine}} {{index .Config.Labels \"com.docker.compose.project\"}} {{index .Config.Labels \"com.docker.compose.service\"}}", $"{Project}-a"))
            .Should().Be($"yes {Project} a");
        (await Docker.RunAsync("image", "inspect", "-f", "{{.Id}}", $"{Project}-extra:7")).Should().Be(await Docker.RunAsync("image", "inspect", "-f", "{{.Id}}", $"{Project}-a"));
        said.OfType<StepProgressed>().Select(progressed => progressed.Text).Should().Contain(line => line.EndsWith(" : RUN echo $WORD >/word", StringComparison.Ordinal));
        (await Client.UpAsync(project, cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task Building_again_makes_a_container_anew_only_where_the_image_changed()
    {
        Write("Dockerfile", "FROM busybox\nCOPY word /word\n");
        Write("word", "one");
        ComposeProject project = Service($"context: {Folder}");
        var build = new ReconcileOptions { Build = BuildCondition.Always };
        await Client.UpAsync(project, cancellationToken: Cancelled);
        string first = await Docker.RunAsync("inspect", "-f", "{{.Id}}", $"{Project}-a-1");

        Plan unchanged = await Client.UpAsync(project, build, cancellationToken: Cancelled);
        string second = await Docker.RunAsync("inspect", "-f", "{{.Id}}", $"{Project}-a-1");
        Write("word", "two");
        Plan ignorant = await Client.UpAsync(project, cancellationToken: Cancelled);
        await Client.UpAsync(project, build, cancellationToken: Cancelled);

        unchanged.Steps.Select(step => step.Operation.GetType()).Should().Equal(typeof(BuildImage));
        second.Should().Be(first);
        ignorant.IsEmpty.Should().BeTrue();
        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/word")).Should().Be("two");
    }

    [Fact]
    public async Task Dockerfiles_inline_and_from_outside_the_context_build_and_are_not_in_it()
    {
        Write("context/file", "x");
        Write("outside.Dockerfile", "FROM busybox\nCOPY . /context\n");
        ComposeProject project = Load($$"""
            services:
              inline:
                build: {context: "{{At("context")}}", dockerfile_inline: "FROM busybox\nCOPY . /context\n"}
              outside:
                build: {context: "{{At("context")}}", dockerfile: ../outside.Dockerfile}
            """);

        await Client.BuildAsync(project, cancellationToken: Cancelled);

        foreach (string service in (string[])["inline", "outside"])
            (await Docker.RunAsync("run", "--rm", $"{Project}-{service}", "ls", "-A", "/context")).Should().Be("file");
    }

    [Theory]
    [InlineData("")]
    [InlineData("*.txt\n!keep.txt\n")]
    [InlineData("# all but one folder\n*\n!src\n")]
    [InlineData("**/*.o\nsrc/deep/**\n")]
    [InlineData("Dockerfile\n.dockerignore\n")]
    [InlineData("/src/[a-b].c\n?ink\n")]
    [InlineData("src/*\n!src/deep\nsrc/deep/c.*\n")]
    public async Task The_build_sees_what_that_of_the_docker_command_sees(string ignored)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links and modes are those of Unix.");
        Write("Dockerfile", "FROM busybox\nCOPY . /context\n");
        if (ignored.Length > 0)
            Write(".dockerignore", ignored);
        foreach (string file in (string[])["a.txt", "keep.txt", "src/a.c", "src/b.c", "src/b.o", "src/deep/c.c", "src/deep/c.o", "src/deep/d"])
            Write(file, file);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At("src/b.c"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.SetUser);
        File.SetLastWriteTimeUtc(At("src/a.c"), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        File.CreateSymbolicLink(At("link"), "../nowhere");
        Directory.CreateDirectory(At("empty"));

        await Client.BuildAsync(Service($"context: {Folder}\n      no_cache: true"), cancellationToken: Cancelled);
        string ours = await ListAsync($"{Project}-a");
        await Docker.RunAsync("build", "--no-cache", "-q", "-t", $"{Project}-theirs", "--label", $"com.docker.compose.project={Project}", Folder);

        ours.Should().Be(await ListAsync($"{Project}-theirs"));
    }

    [Fact]
    public async Task The_commands_of_a_build_run_as_the_file_says()
    {
        Write("Dockerfile", """
            FROM busybox AS first
            RUN grep -q '10\.1\.2\.3.*friend' /etc/hosts
            RUN test "$(ulimit -n)" = 77
            RUN test "$(df -k /dev/shm | tail -n 1 | awk '{print $2}')" = 2048
            RUN test -z "$(ls /sys/class/net | grep -v '^lo$')"
            FROM first AS second
            RUN false
            """);
        ComposeProject project = Service($"context: {Folder}\n      target: first\n      network: none\n      shm_size: 2m\n      extra_hosts: [friend=10.1.2.3]\n      ulimits: {{nofile: 77}}");

        await Client.BuildAsync(project, cancellationToken: Cancelled);

        (await Docker.HasAsync("image", $"{Project}-a")).Should().BeTrue();
    }

    [Fact]
    public async Task A_step_that_fails_is_named_with_the_last_lines_that_it_wrote()
    {
        Write("Dockerfile", "FROM busybox\nRUN for i in $(seq 30); do echo line $i; done; echo no good; exit 3\n");

        ComposeApplyException failed = (await FluentActions.Awaiting(() => Client.UpAsync(Service($"context: {Folder}"), cancellationToken: Cancelled)).Should().ThrowAsync<ComposeApplyException>()).Which;

        StepFailure failure = failed.Failures.Should().ContainSingle().Subject;
        failure.Exception.Message.Should().StartWith($"Image \"{Project}-a\" could not be built: step 2/").And.Contain($" of {At("Dockerfile")}, \"RUN for i in").And.Contain("Correct the Dockerfile").And.Contain("returned a non-zero code: 3");
        failure.LogLines.Should().HaveCount(20).And.Contain("line 30").And.Contain("no good");
        failed.Message.Should().Contain($"  The last lines of {Project}-a:\n");
        (await Docker.ListAsync("ps", "-aq", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("FROM busybox\nFRM x\n", "FRM")]
    [InlineData("FROM busybox\nCOPY gone /\n", "gone")]
    [InlineData("FROM gone.invalid/nothing\n", "Check the name of the base image")]
    public async Task A_Dockerfile_that_cannot_be_built_says_why(string dockerfile, string part)
    {
        Write("Dockerfile", dockerfile);

        ComposeApplyException failed = (await FluentActions.Awaiting(() => Client.BuildAsync(Service($"context: {Folder}"), cancellationToken: Cancelled)).Should().ThrowAsync<ComposeApplyException>()).Which;

        failed.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<ComposeEngineException>().Which.Code.Should().Be("CN0436");
        failed.Message.Should().StartWith($"compose.yaml(6,5): Image \"{Project}-a\" could not be built").And.Contain(part);
    }

    [Fact]
    public async Task A_Dockerfile_that_needs_BuildKit_is_refused_before_a_step_of_it_is_run()
    {
        Write("Dockerfile", "FROM busybox\nRUN <<EOF\nfalse\nEOF\n");

        ComposeApplyException failed = (await FluentActions.Awaiting(() => Client.BuildAsync(Service($"context: {Folder}"), cancellationToken: Cancelled)).Should().ThrowAsync<ComposeApplyException>()).Which;

        failed.Failures.Should().ContainSingle().Which.Exception.Should().BeOfType<ComposeEngineException>().Which.Code.Should().Be("CN0435");
        failed.Message.Should().StartWith($"compose.yaml(6,5): Image \"{Project}-a\" could not be built: line 2 of {At("Dockerfile")} uses the here-document \"<<EOF\", which needs BuildKit");
    }

    [Fact]
    public async Task A_build_knows_the_platforms_that_its_Dockerfile_asks_for()
    {
        Write("Dockerfile", "FROM busybox\nARG TARGETARCH BUILDPLATFORM\nARG TARGETOS\nRUN echo $TARGETOS $TARGETARCH $BUILDPLATFORM >/is\n");
        string[] own = (await Docker.RunAsync("version", "-f", "{{.Server.Os}} {{.Server.Arch}}")).Split(' ');

        await Client.UpAsync(Service($"context: {Folder}\n      args: {{TARGETOS: mine}}"), cancellationToken: Cancelled);

        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/is")).Should().Be($"mine {own[1]} {own[0]}/{own[1]}");
    }

    [Fact]
    public async Task A_context_behind_a_URL_is_fetched_by_the_engine()
    {
        using var server = new HttpListener();
        string address = $"http://127.0.0.1:{RegistryFixture.FreePort()}/";
        server.Prefixes.Add(address);
        server.Start();
        Task serving = ServeAsync(server, "FROM busybox\nRUN echo fetched >/word\n");

        await Client.BuildAsync(Service($"context: {address}Dockerfile"), cancellationToken: Cancelled);
        server.Stop();
        await serving;

        (await Docker.RunAsync("run", "--rm", $"{Project}-a", "cat", "/word")).Should().Be("fetched");
    }

    [Fact]
    public async Task Down_removes_the_images_that_were_built_where_that_is_asked_for()
    {
        Write("Dockerfile", "FROM busybox\nRUN true\n");
        ComposeProject project = Load($"services:\n  a: {{build: {Folder}, command: sleep 600, stop_grace_period: 0s, network_mode: none}}\n  b: {{image: \"busybox:latest\", command: sleep 600, stop_grace_period: 0s, network_mode: none}}");
        await Client.UpAsync(project, cancellationToken: Cancelled);

        await Client.DownAsync(project, cancellationToken: Cancelled);
        bool kept = await Docker.HasAsync("image", $"{Project}-a");
        await Client.UpAsync(project, cancellationToken: Cancelled);
        await Client.DownAsync(project, new ReconcileOptions { RemoveImages = ImageRemoval.Local }, cancellationToken: Cancelled);

        kept.Should().BeTrue();
        (await Docker.HasAsync("image", $"{Project}-a")).Should().BeFalse();
        (await Docker.HasAsync("image", "busybox:latest")).Should().BeTrue();
    }

    [Fact]
    public async Task The_images_of_containers_are_listed_as_the_engine_has_them()
    {
        ComposeProject project = Load("services:\n  b: {image: \"busybox:latest\", command: sleep 600, stop_grace_period: 0s, network_mode: none, scale: 2}");
        await Client.UpAsync(project, cancellationToken: Cancelled);

        ContainerImage[] images = [.. await Client.ListImagesAsync(project, Cancelled)];

        images.Select(entry => entry.Container.Name).Should().Equal($"{Project}-b-1", $"{Project}-b-2");
        string expected = await Docker.RunAsync("image", "inspect", "-f", "{{.Id}} {{.Size}} {{.Os}}/{{.Architecture}}", "busybox:latest");
        images.Select(entry => $"{entry.Image!.Id} {entry.Image.Size} {entry.Image.Platform}").Should().OnlyContain(line => line == expected);
        images.Select(entry => $"{entry.Repository}:{entry.Tag}").Should().OnlyContain(name => name == "busybox:latest");
    }

    private static async Task ServeAsync(HttpListener server, string text)
    {
        while (server.IsListening)
        {
            try
            {
                HttpListenerContext request = await server.GetContextAsync();
                request.Response.ContentType = "text/plain";
                await request.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
                request.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return; // Stopped.
            }
        }
    }

    private ComposeProject Service(string build) => Load($"services:\n  a:\n    command: sleep 600\n    stop_grace_period: 0s\n    network_mode: none\n    build:\n      {build}");

    private ComposeProject Load(string yaml)
    {
        ComposeFileResult result = ComposeFile.Parse(yaml, new ComposeFileOptions { ProjectName = Project });
        result.Diagnostics.Should().BeEmpty();
        return result.Project!;
    }

    private Task<string> ListAsync(string image) =>
        Docker.RunAsync("run", "--rm", image, "sh", "-c", "cd /context && find . -mindepth 1 ! -type d | sort | xargs -r stat -c '%n %F %a %Y' && find . -mindepth 1 -type d | sort | xargs -r stat -c '%n %a'");

    private string At(string path) => Path.Join(Folder, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private sealed class Listener(List<ComposeEvent> said) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value)
        {
            lock (said)
                said.Add(value);
        }
    }
}
