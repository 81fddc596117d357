using System.Text.Json;
using Compose.Net.Docker;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

/// <summary>The same project in the hands of docker compose and in ours.</summary>
public sealed class InteroperationTests(EngineFixture engine) : ScenarioTest(engine)
{
    private string Shop => $$"""
        services:
          web:
            image: busybox
            command: [sleep, infinity]
            init: true
            user: root
            working_dir: /tmp
            hostname: web-host
            environment: {LEVEL: LEVEL_VALUE, EMPTY: ""}
            labels: {com.example.owner: me}
            ports: ["127.0.0.1::80", "8100-8101/udp"]
            expose: ["7000", "7001-7002/udp", "80"]
            volumes: ["./data:/data:ro", "store:/store", "/anonymous", {type: bind, source: ./data, target: /long}, {type: tmpfs, target: /scratch}]
            tmpfs: ["/run:size=1m"]
            restart: unless-stopped
            stop_signal: SIGINT
            stop_grace_period: 1500ms
            healthcheck: {test: "true", interval: 30s, timeout: 5s, retries: 2, start_period: 1s}
            cap_drop: [MKNOD]
            security_opt: ["no-new-privileges:true"]
            ulimits: {nofile: {soft: 100, hard: 200}, nproc: 500}
            sysctls: {net.core.somaxconn: "1024"}
            mem_limit: 64m
            cpus: 0.5
            pids_limit: 100
            shm_size: 32m
            read_only: true
            extra_hosts: ["b:10.0.0.2", "a:10.0.0.1"]
            dns: [10.9.9.9]
            group_add: ["2000"]
            logging: {driver: json-file, options: {max-size: 1m} }
            networks:
              front: {aliases: [shop]}
              back: {ipv4_address: {{_subnet}}.10}
            depends_on: [db]
          db: {image: busybox, command: sleep infinity, init: true, networks: [back], scale: 2}
          side: {image: busybox, command: sleep infinity, init: true, network_mode: "service:web", depends_on: [db]}
          alone: {image: busybox, entrypoint: [sleep, "100000"], init: true, network_mode: none, deploy: {restart_policy: {condition: on-failure, max_attempts: 3}, resources: {limits: {memory: 50M} } } }
        networks:
          front: {internal: true}
          back: {ipam: {config: [{subnet: {{_subnet}}.0/24}]} }
        volumes: {store: {} }
        """;

    private readonly string _subnet = engine.NewSubnet();

    public override async ValueTask InitializeAsync()
    {
        await Peer.RequireAsync();
        Directory.CreateDirectory(Path.Join(Folder, "data"));
        await base.InitializeAsync();
    }

    [Fact]
    public async Task A_stack_that_docker_compose_made_is_taken_over_without_a_step()
    {
        ComposeProject project = await WriteAsync(Shop.Replace("LEVEL_VALUE", "debug", StringComparison.Ordinal));
        await PeerAsync("up", "-d");
        string[] before = await ContainerIdsAsync();

        Plan plan = await Client.UpAsync(project, cancellationToken: Cancelled);

        plan.Steps.Should().BeEmpty(plan.ToString());
        (await ContainerIdsAsync()).Should().Equal(before).And.HaveCount(5);
    }

    [Fact]
    public async Task Containers_learn_of_the_proxies_of_the_docker_commands_configuration_and_are_taken_over_with_them()
    {
        string plugins = Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker", "cli-plugins");
        string config = $$$"""{"proxies": {"default": {"httpProxy": "http://127.0.0.1:9", "noProxy": "here"} }, "cliPluginsExtraDirs": ["{{{plugins}}}"]}""";
        await File.WriteAllTextAsync(Path.Join(Folder, "config.json"), config, Cancelled);
        ComposeProject project = await WriteAsync("services:\n  a: {image: busybox, command: sleep infinity, init: true, network_mode: none, environment: {no_proxy: mine}}\n");
        HostSystem host = HostSystem.Current with { ReadText = path => Path.GetFileName(path) == "config.json" ? config : null };
        await using var client = new ComposeClient(await DockerEngine.ConnectAsync(Engine.Endpoint, host, TimeProvider.System, Cancelled));
        await Peer.RunWithAsync(Folder, Engine.Endpoint, Folder, "-p", Project, "up", "-d");
        string theirs = await VariablesAsync();

        Plan taken = await client.UpAsync(project, cancellationToken: Cancelled);
        await client.UpAsync(project, new ReconcileOptions { Recreation = Recreation.Always, StopTimeout = TimeSpan.Zero }, cancellationToken: Cancelled);

        taken.Steps.Should().BeEmpty(taken.ToString());
        theirs.Should().Contain("HTTP_PROXY=http://127.0.0.1:9").And.Contain("NO_PROXY=here").And.Contain("no_proxy=mine");
        (await VariablesAsync()).Should().Be(theirs);

        async Task<string> VariablesAsync() =>
            string.Join(' ', (await FieldAsync("a", "{{range .Config.Env}}{{println .}}{{end}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Mounted_images_are_taken_over_and_a_newer_one_makes_a_new_container()
    {
        Assert.SkipWhen(Engine.ApiVersion < new Version(1, 48), "This engine mounts no images.");
        string image = $"{Project}-files";
        RemoveOnDispose("image", image);
        await BuildAsync("one");
        ComposeProject project = await WriteAsync($"services:\n  a: {{image: busybox, command: sleep infinity, init: true, network_mode: none, volumes: [{{type: image, source: {image}, target: /files, image: {{subpath: word}}}}]}}\n");
        await PeerAsync("up", "-d");

        Plan taken = await Client.UpAsync(project, cancellationToken: Cancelled);
        await Client.UpAsync(project, new ReconcileOptions { Recreation = Recreation.Always, StopTimeout = TimeSpan.Zero }, cancellationToken: Cancelled);
        Plan unchanged = await Client.PlanAsync(project, cancellationToken: Cancelled);
        await BuildAsync("two");
        await Docker.RunAsync("restart", "-t", "0", Container("a"));
        string before = await WordAsync();
        Plan renewed = await Client.UpAsync(project, new ReconcileOptions { StopTimeout = TimeSpan.Zero }, cancellationToken: Cancelled);

        taken.Steps.Should().BeEmpty(taken.ToString());
        unchanged.Steps.Should().BeEmpty(unchanged.ToString());
        before.Should().Be("one", "a start does not change what is mounted");
        renewed.Steps.Should().Contain(step => step.Reason.ToString().StartsWith("mounts an older image (volumes./files: "), renewed.ToString());
        (await WordAsync()).Should().Be("two");

        async Task BuildAsync(string word)
        {
            string context = Directory.CreateDirectory(Path.Join(Folder, "files")).FullName;
            await File.WriteAllTextAsync(Path.Join(context, "word"), word, Cancelled);
            await File.WriteAllTextAsync(Path.Join(context, "Dockerfile"), "FROM scratch\nCOPY word /word/is\n", Cancelled);
            await Docker.RunAsync("build", "-q", "--label", $"com.docker.compose.project={Project}", "-t", image, context);
        }

        Task<string> WordAsync() => Docker.RunAsync("exec", Container("a"), "cat", "/files/is");
    }

    [Fact]
    public async Task A_stack_that_docker_compose_made_on_shared_networks_is_taken_over_without_a_step()
    {
        string shared = NewProjectName("shared");
        await Docker.RunAsync("network", "create", "--label", $"com.docker.compose.project={shared}", shared);
        ComposeProject project = await WriteAsync($$"""
            services:
              web: {image: busybox, command: sleep infinity, init: true, networks: [traffic, own]}
              db: {image: busybox, command: sleep infinity, init: true, networks: [traffic, own]}
            networks:
              traffic: {external: true, name: {{shared}}}
              own: {name: {{Project}}-of-a-fixed-name}
            """);
        await PeerAsync("up", "-d");

        Plan plan = await Client.UpAsync(project, cancellationToken: Cancelled);

        plan.Steps.Should().BeEmpty(plan.ToString());
        (await Client.VerifyAsync(project, Cancelled)).Differs.Should().BeFalse();
    }

    [Fact]
    public async Task Of_a_stack_that_docker_compose_made_only_the_service_that_changed_gets_a_new_container()
    {
        await WriteAsync(Shop.Replace("LEVEL_VALUE", "debug", StringComparison.Ordinal));
        await PeerAsync("up", "-d");
        string[] before = await ContainerIdsAsync();
        ComposeProject project = await WriteAsync(Shop.Replace("LEVEL_VALUE", "info", StringComparison.Ordinal));

        Plan plan = await Client.UpAsync(project, new ReconcileOptions { StopTimeout = TimeSpan.Zero }, cancellationToken: Cancelled);

        plan.Steps.First(step => step.Service == "web").Reason.ToString().Should().Contain("environment.LEVEL").And.NotContain("debug");
        plan.Steps.Select(step => step.Service).OfType<string>().Distinct().Should().BeEquivalentTo(["web", "side"], "side shares the network of web");
        (await ContainerIdsAsync()).Except(before).Should().HaveCount(2);
        await MustHaveNothingToDoAsync(project);
    }

    [Fact]
    public async Task Each_setting_in_which_a_container_of_docker_compose_differs_is_named()
    {
        string yaml = Shop.Replace("LEVEL_VALUE", "debug", StringComparison.Ordinal);
        await WriteAsync(yaml);
        await PeerAsync("create");
        (string Before, string After, string Field)[] edits =
        [
            ("cap_drop: [MKNOD]", "cap_drop: []", "cap_drop"),
            ("restart: unless-stopped", "restart: always", "restart"),
            ("./data:/data:ro", "./data:/data", "volumes./data"),
            ("retries: 2", "retries: 3", "healthcheck.retries"),
            ("mem_limit: 64m", "mem_limit: 65m", "mem_limit"),
            ("127.0.0.1::80", "127.0.0.1::81", "ports"),
            ("read_only: true", "read_only: false", "read_only"),
            ("com.example.owner: me", "com.example.owner: you", "labels.com.example.owner"),
            ("command: [sleep, infinity]", "command: [sleep, \"1000\"]", "command"),
            ("[\"b:10.0.0.2\", ", "[", "extra_hosts"),
            ("stop_grace_period: 1500ms", "stop_grace_period: 3s", "stop_grace_period"),
            ("expose: [\"7000\", ", "expose: [", "expose.7000/tcp"),
        ];

        foreach ((string before, string after, string field) in edits)
        {
            Plan plan = await Client.PlanAsync(await WriteAsync(yaml.Replace(before, after, StringComparison.Ordinal)), cancellationToken: Cancelled);

            plan.Steps.First(step => step.Operation is CreateContainer { Container.Service.Name: "web" }).Reason.Changes.Select(change => change.Field).Should().Equal(field);
        }
    }

    [Fact]
    public async Task Docker_compose_finds_lists_and_reads_a_stack_of_ours_and_takes_it_down()
    {
        ComposeProject project = await WriteAsync("""
            services:
              web: {image: busybox, command: [sh, -c, "echo hello from web; exec sleep 100000"], init: true, depends_on: [db], networks: [front]}
              db: {image: busybox, command: sleep infinity, init: true, scale: 2, networks: [front], volumes: ["store:/store"]}
            networks: {front: {}}
            volumes: {store: {}}
            """);
        await Client.UpAsync(project, cancellationToken: Cancelled);

        string listed = await PeerAsync("ls", "--all", "--format", "json");
        string containers = await PeerAsync("ps", "--format", "{{.Service}} {{.Name}} {{.State}}");
        string logs = await PeerAsync("logs", "--no-color", "web");
        await PeerAsync("down", "-t", "0", "-v");

        using JsonDocument projects = JsonDocument.Parse(listed);
        projects.RootElement.EnumerateArray().Single(entry => entry.GetProperty("Name").GetString() == Project).GetProperty("Status").GetString().Should().Be("running(3)");
        containers.Split('\n').Order(StringComparer.Ordinal).Should().Equal($"db {Project}-db-1 running", $"db {Project}-db-2 running", $"web {Project}-web-1 running");
        logs.Should().Contain("hello from web");
        (await ContainerIdsAsync()).Should().BeEmpty();
        (await Docker.ListAsync("network", "ls", "-q", "--filter", ProjectFilter)).Should().BeEmpty();
        (await Docker.ListAsync("volume", "ls", "-q", "--filter", ProjectFilter)).Should().BeEmpty();
    }

    private async Task<ComposeProject> WriteAsync(string yaml)
    {
        string file = Path.Join(Folder, "compose.yaml");
        await File.WriteAllTextAsync(file, yaml, Cancelled);
        return await ComposeFile.LoadAsync(file, new ComposeFileOptions { ProjectName = Project }, Cancelled);
    }

    private Task<string> PeerAsync(params string[] arguments) => Peer.RunAsync(Engine.Endpoint, Folder, ["-p", Project, .. arguments]);

    private Task<string[]> ContainerIdsAsync() => Docker.ListAsync("ps", "-aq", "--no-trunc", "--filter", ProjectFilter);
}
