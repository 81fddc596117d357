using System.Text.Json;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>The blocks of a service as <c>docker compose config --format json</c> prints them.</summary>
public sealed class BlockTests
{
    private const string Top = "secrets: {s: {file: s.txt}, t: {environment: T}, u: {external: true}}\nconfigs: {c: {content: hi}}\nmodels: {m: {model: ai/x, context_size: 100}}";

    [Theory]
    [InlineData("build: ./web", "build", """{"context":"/p/web","dockerfile":"Dockerfile"}""")]
    [InlineData("build: {dockerfile_inline: FROM x}", "build", """{"context":"/p","dockerfile_inline":"FROM x"}""")]
    [InlineData("build: {context: \"https://x.org/y.git#main\", args: [A=1, SET, UNSET]}", "build", """{"context":"https://x.org/y.git#main","dockerfile":"Dockerfile","args":{"A":"1","SET":"value"}}""")]
    [InlineData("build: {dockerfile: D, ssh: [default, k=./key], additional_contexts: [r=./res, i=docker-image://x, g=git@x:y]}", "build", """{"context":"/p","dockerfile":"D","ssh":["default","k=/p/key"],"additional_contexts":{"g":"git@x:y","i":"docker-image://x","r":"/p/res"}}""")]
    [InlineData("build: {dockerfile: D, provenance: mode=max, sbom: true, no_cache: true, pull: \"yes\", privileged: false, shm_size: 64m}", "build", """{"context":"/p","dockerfile":"D","provenance":"mode=max","sbom":"true","no_cache":true,"pull":true,"shm_size":"67108864"}""")]
    [InlineData("build: {dockerfile: D, ulimits: {nproc: 10, nofile: {soft: 5, hard: 5}}, extra_hosts: {h: [2.2.2.2, 1.1.1.1]}, secrets: [s, {source: t, mode: 0440}]}", "build", """{"context":"/p","dockerfile":"D","extra_hosts":["h=1.1.1.1","h=2.2.2.2"],"secrets":[{"source":"s"},{"source":"t","mode":"0440"}],"ulimits":{"nofile":{"soft":5,"hard":5},"nproc":10}}""")]
    [InlineData("secrets: [s, {source: t, target: x, uid: \"1\", gid: \"2\", mode: \"0440\"}]", "secrets", """[{"source":"s","target":"/run/secrets/s"},{"source":"t","target":"x","uid":"1","gid":"2","mode":"0440"}]""")]
    [InlineData("configs: [c, {source: c, target: /x, mode: 440}]", "configs", """[{"source":"c"},{"source":"c","target":"/x","mode":"0670"}]""")]
    [InlineData("deploy:", "deploy", "none")]
    [InlineData("deploy: {}", "deploy", """{"resources":{},"placement":{}}""")]
    [InlineData("deploy: {replicas: \"2\", labels: [a=b], mode: replicated, endpoint_mode: vip}", "deploy", """{"mode":"replicated","replicas":2,"labels":{"a":"b"},"resources":{},"placement":{},"endpoint_mode":"vip"}""")]
    [InlineData("deploy: {resources: {limits: {cpus: \"0.50\", memory: 1.5gb, pids: 10}, reservations: {memory: 32m, devices: [{capabilities: [gpu]}, {capabilities: [tpu], device_ids: [x]}]}}}", "deploy", """{"resources":{"limits":{"cpus":0.5,"memory":"1610612736","pids":10},"reservations":{"memory":"33554432","devices":[{"capabilities":["gpu"],"count":-1},{"capabilities":["tpu"],"device_ids":["x"]}]}},"placement":{}}""")]
    [InlineData("deploy: {update_config: {parallelism: 0, delay: 10s, max_failure_ratio: 0.5, order: stop-first}, restart_policy: {condition: on-failure, max_attempts: 3, window: 60s}, placement: {constraints: [a==b], preferences: [{spread: z}]}}", "deploy", """{"update_config":{"parallelism":0,"delay":"10s","max_failure_ratio":0.5,"order":"stop-first"},"resources":{},"restart_policy":{"condition":"on-failure","max_attempts":3,"window":"1m0s"},"placement":{"constraints":["a==b"],"preferences":[{"spread":"z"}]}}""")]
    [InlineData("develop: {watch: [{path: ./src, action: sync, target: /x, ignore: a}]}", "develop", """{"watch":[{"path":"/p/src","action":"sync","target":"/x","exec":{"command":null},"ignore":["a"]}]}""")]
    [InlineData("post_start: [{command: echo a, user: u, privileged: true, environment: [A=b, C]}]", "post_start", """[{"command":["echo","a"],"user":"u","privileged":true,"environment":{"A":"b","C":null}}]""")]
    [InlineData("pre_stop: [{command: [x]}]", "pre_stop", """[{"command":["x"]}]""")]
    [InlineData("provider: {type: cloud, options: {a: 1, b: [x, true]}}", "provider", """{"type":"cloud","options":{"a":["1"],"b":["x","true"]}}""")]
    [InlineData("models: [m]", "models", """{"m":null}""")]
    [InlineData("models: {m: {endpoint_var: E}}", "models", """{"m":{"endpoint_var":"E"}}""")]
    public void A_block_prints_in_its_canonical_form(string settings, string key, string expected)
    {
        using JsonDocument json = JsonDocument.Parse(ComposeFile.ToJson(Project(settings)));
        string printed = json.RootElement.GetProperty("services").GetProperty("a").TryGetProperty(key, out JsonElement block)
            ? JsonSerializer.Serialize(block)
            : "none";

        printed.Should().Be(expected);
    }

    [Theory]
    [InlineData("build: {args: {A: 1}, ssh: {k: ./key}, secrets: [s], ulimits: {nofile: {soft: 5, hard: 5}}, no_cache_filter: x}")]
    [InlineData("secrets: [{source: s, mode: 0400}, u]\nconfigs: [c]\nmodels: {m: }")]
    [InlineData("scale: 3\ndeploy: {resources: {limits: {}}, placement: {max_replicas_per_node: 2}}")]
    [InlineData("develop: {watch: [{path: x, action: sync+exec, target: /x, exec: {command: a b}}, {path: x, action: rebuild}]}\npre_start: [{command: a, image: y, per_replica: false}]")]
    public void What_is_printed_loads_to_the_same(string settings)
    {
        string yaml = ComposeFile.ToYaml(Project(settings));

        ComposeFile.ToYaml(Loaded.Project(yaml)).Should().Be(yaml);
    }

    [Fact]
    public void Secrets_and_configs_are_named_after_the_project_and_left_out_where_nobody_uses_them()
    {
        ComposeProject project = Project("secrets: [s, u]");

        project.Secrets.Values.Select(secret => (secret.Name, secret.File, secret.External)).Should().Equal(("p_s", "/p/s.txt", false), ("u", null, true));
        project.Configs.Should().BeEmpty();
        project.Models.Should().BeEmpty();
    }

    [Theory]
    [InlineData("deploy: {replicas: 2}", 2, 2)]
    [InlineData("scale: 3\ndeploy: {}", 3, 3)]
    [InlineData("scale: 2\ndeploy: {replicas: 2}", 2, 2)]
    [InlineData("deploy: {}", 1, null)]
    public void The_replicas_of_a_deployment_are_the_scale(string settings, int scale, int? replicas)
    {
        ServiceDefinition service = Loaded.Service(settings);

        (service.Scale, service.Deploy!.Replicas).Should().Be((scale, replicas));
    }

    [Theory]
    [InlineData("restart: always\ndeploy: {restart_policy: {condition: none}}", "no")]
    [InlineData("deploy: {restart_policy: {}}", "always")]
    [InlineData("deploy: {restart_policy: {condition: any, max_attempts: 3}}", "always")]
    [InlineData("deploy: {restart_policy: {condition: on-failure, max_attempts: 3}}", "on-failure:3")]
    [InlineData("restart: unless-stopped\ndeploy: {}", "unless-stopped")]
    public void The_restart_policy_of_a_deployment_wins(string settings, string expected) =>
        Loaded.Service(settings).EffectiveRestart()!.ToString().Should().Be(expected);

    [Fact]
    public void Limits_count_wherever_they_are_written()
    {
        ServiceDefinition service = Loaded.Service("cpus: 0.5\ndeploy: {resources: {limits: {memory: 1g}, reservations: {memory: 1m}}}");

        (service.EffectiveCpus(), service.EffectiveMemoryLimit(), service.EffectiveMemoryReservation(), service.EffectivePidsLimit())
            .Should().Be((0.5, 1L << 30, 1L << 20, null));
    }

    private static ComposeProject Project(string settings) =>
        Loaded.Project($"services:\n  a:\n    image: x\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}\n{Top}\n");
}
