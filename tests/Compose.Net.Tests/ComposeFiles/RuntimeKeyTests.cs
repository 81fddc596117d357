using System.Text.Json.Nodes;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>What a service runs on, may use and is set apart by. The expected JSON is what <c>docker compose config</c> 2.40.3 prints, unless a test says otherwise.</summary>
public sealed class RuntimeKeyTests
{
    // How it runs.
    [Theory]
    [InlineData("annotations: [a=b, c, d=e=f, a=g]", """{"annotations":{"a":"g","c":"","d":"e=f"}}""")]
    [InlineData("annotations: {a: 1, b: , c: true}", """{"annotations":{"a":"1","b":"","c":"true"}}""")]
    [InlineData("attach: false", """{"attach":false}""")]
    [InlineData("domainname: dom", """{"domainname":"dom"}""")]
    [InlineData("init: false", """{"init":false}""")]
    [InlineData("init: \"${I:-true}\"", """{"init":true}""")]
    [InlineData("logging: {driver: json-file, options: {max-size: 10m, max-file: 3, n: }}", """{"logging":{"driver":"json-file","options":{"max-file":"3","max-size":"10m","n":""}}}""")]
    [InlineData("platform: linux/amd64", """{"platform":"linux/amd64"}""")]
    [InlineData("pull_policy: if_not_present", """{"pull_policy":"missing"}""")]
    [InlineData("pull_policy: every_12h30m", """{"pull_policy":"every_12h30m"}""")]
    [InlineData("pull_policy: daily", """{"pull_policy":"daily"}""")]
    [InlineData("pull_refresh_after: 1d", "{}")]
    [InlineData("runtime: runc", """{"runtime":"runc"}""")]
    [InlineData("stdin_open: true\ntty: false", """{"stdin_open":true}""")]

    // What it may use.
    [InlineData("cpus: \"0.50\"", """{"cpus":0.5}""")]
    [InlineData("cpus: 2", """{"cpus":2}""")]
    [InlineData("cpus: 0\nmem_limit: 0\npids_limit: 0\noom_score_adj: 0", "{}")]
    [InlineData("cpu_count: 2\ncpu_percent: 50\ncpuset: \"0-3,5\"", """{"cpu_count":2,"cpu_percent":50,"cpuset":"0-3,5"}""")]
    [InlineData("cpu_period: 100000\ncpu_quota: \"-1\"\ncpu_shares: 1.0", """{"cpu_period":100000,"cpu_quota":-1,"cpu_shares":1}""")]
    [InlineData("cpu_rt_period: \"1400\"\ncpu_rt_runtime: 95000", """{"cpu_rt_period":1400,"cpu_rt_runtime":95000}""")]
    [InlineData("mem_limit: 1.5gb\nmem_reservation: 512m", """{"mem_limit":"1610612736","mem_reservation":"536870912"}""")]
    [InlineData("oom_kill_disable: true\noom_score_adj: -1000\npids_limit: -1", """{"oom_kill_disable":true,"oom_score_adj":-1000,"pids_limit":-1}""")]
    [InlineData("devices: [/dev/a, \"/dev/b:/dev/c:r\", {source: /dev/d, target: /dev/e}, \"/dev/f::w\"]", """{"devices":[{"source":"/dev/a","target":"/dev/a","permissions":"rwm"},{"source":"/dev/b","target":"/dev/c","permissions":"r"},{"source":"/dev/d","target":"/dev/e"},{"source":"/dev/f","target":"/dev/f","permissions":"w"}]}""")]
    [InlineData("devices: [\"/dev/a:/dev/x\", \"/dev/b:/dev/x:r\"]", """{"devices":[{"source":"/dev/b","target":"/dev/x","permissions":"r"}]}""")]
    [InlineData("gpus: all", """{"gpus":[{"count":-1}]}""")]
    [InlineData("gpus: [{driver: nvidia, count: \"2\", capabilities: [gpu], options: [a=b]}, {device_ids: [\"0\"]}, {count: all}, {}]", """{"gpus":[{"capabilities":["gpu"],"driver":"nvidia","count":2,"options":{"a":"b"}},{"device_ids":["0"]},{"count":-1},{"count":-1}]}""")]
    [InlineData("ulimits: {nproc: \"5\", nofile: {soft: 20, hard: \"40\"}, core: {soft: 1, hard: 1}}", """{"ulimits":{"core":{"soft":1,"hard":1},"nofile":{"soft":20,"hard":40},"nproc":5}}""")]

    // How it is set apart.
    [InlineData("cap_add: [A, B, A]\ncap_drop: [ALL]", """{"cap_add":["A","B"],"cap_drop":["ALL"]}""")]
    [InlineData("cgroup: private\ncgroup_parent: x", """{"cgroup":"private","cgroup_parent":"x"}""")]
    [InlineData("credential_spec: {file: a.json}", """{"credential_spec":{"file":"a.json"}}""")]
    [InlineData("group_add: [mail, 1000, 010]", """{"group_add":["mail","1000","8"]}""")]
    [InlineData("ipc: shareable\npid: host\nuts: host\nuserns_mode: host\nisolation: default", """{"ipc":"shareable","isolation":"default","pid":"host","userns_mode":"host","uts":"host"}""")]
    [InlineData("ipc: \"\"\npid: \"\"", "{}")]
    [InlineData("ipc: container:c\npid: container:d", """{"ipc":"container:c","pid":"container:d"}""")]
    [InlineData("privileged: true\nuse_api_socket: true", """{"privileged":true,"use_api_socket":true}""")]
    [InlineData("security_opt: [\"label:user:USER\", seccomp=./p.json]", """{"security_opt":["label:user:USER","seccomp=./p.json"]}""")]
    [InlineData("sysctls: {net.core.somaxconn: 1024, b: 1.10, c: }", """{"sysctls":{"b":"1.1","c":"","net.core.somaxconn":"1024"}}""")]
    public void A_service_prints_as_docker_compose_prints_it(string settings, string expected) => Printed(settings).Should().Be(expected);

    // Where docker compose refuses repeats, loses zeros, prints what it cannot read back, or takes a name for a note.
    [Theory]
    [InlineData("mem_swappiness: 0", """{"mem_swappiness":"0"}""")]
    [InlineData("ulimits: {nofile: 0, core: {soft: 0, hard: 0}}", """{"ulimits":{"core":{"soft":0,"hard":0},"nofile":0}}""")]
    [InlineData("memswap_limit: -1", """{"memswap_limit":-1}""")]
    [InlineData("security_opt: [a, a]\ngroup_add: [1, \"1\"]\ndevice_cgroup_rules: [\"c 1:3 mr\", \"c 1:3 mr\"]", """{"device_cgroup_rules":["c 1:3 mr"],"group_add":["1"],"security_opt":["a"]}""")]
    [InlineData("annotations: {x-a: b}\nlogging: {options: {x-c: d}}", """{"annotations":{"x-a":"b"},"logging":{"options":{"x-c":"d"}}}""")]
    [InlineData("mem_limit: 1e6", """{"mem_limit":"1000000"}""")]
    [InlineData("blkio_config: {weight: \"300\", weight_device: [{path: /a, weight: 400}], device_read_bps: [{path: /b, rate: 12mb}], device_write_iops: [{path: /b, rate: 30}]}", """{"blkio_config":{"weight":300,"weight_device":[{"path":"/a","weight":400}],"device_read_bps":[{"path":"/b","rate":"12582912"}],"device_write_iops":[{"path":"/b","rate":"30"}]}}""")]
    public void A_service_keeps_what_docker_compose_loses(string settings, string expected) => Printed(settings).Should().Be(expected);

    [Fact]
    public void Sharing_a_namespace_implies_a_dependency_that_restarts()
    {
        ServiceDefinition service = Loaded.Service("ipc: service:b\npid: service:c", "  b: {image: x}\n  c: {image: x}");

        service.DependsOn.Keys.Should().Equal("b", "c");
        service.DependsOn.Values.Should().AllBeEquivalentTo(new DependencyDefinition { Restart = true });
        (service.IpcMode, service.PidMode).Should().Be((new IpcMode.Service("b"), new PidMode.Service("c")));
    }

    [Fact]
    public void A_seccomp_profile_is_read_when_the_file_is_loaded()
    {
        var files = new MemoryFiles("/p", ("/p/profile.json", "{ \"defaultAction\":\n \"SCMP_ACT_ALLOW\" }"), ("/p/broken.json", "{"));
        ComposeProject project = new Net.Loading.ProjectLoader(files, new ComposeFileOptions { ProjectName = "p" })
            .Parse("services:\n  a:\n    image: x\n    security_opt: [seccomp=./profile.json, seccomp=unconfined, seccomp=broken.json, seccomp=missing.json]").Project!;

        project.Services["a"].SeccompProfiles.Should().Equal(new Dictionary<string, string> { ["./profile.json"] = """{"defaultAction":"SCMP_ACT_ALLOW"}""" });
    }

    [Fact]
    public void All_keys_print_as_YAML_that_loads_to_the_same()
    {
        ComposeProject project = Loaded.Project("services:\n  a:\n    image: x\n    cpus: 0.25\n    mem_limit: 1g\n    memswap_limit: -1\n    mem_swappiness: 0\n    gpus: all\n    devices: [/dev/a]\n    ulimits: {nofile: 5, core: {soft: 1, hard: -1}}\n    blkio_config: {device_read_bps: [{path: /b, rate: 1k}]}\n    logging: {}\n    pull_policy: weekly\n    pid: host\n    cap_add: [A]\n    sysctls: [a=$$b]\n    annotations: {a: $$b}");

        ComposeFile.ToJson(Loaded.Project(ComposeFile.ToYaml(project))).Should().Be(ComposeFile.ToJson(project));
        ComposeFile.ToJson(Loaded.Project(ComposeFile.ToJson(project))).Should().Be(ComposeFile.ToJson(project));
    }

    private static string Printed(string settings)
    {
        ComposeProject project = Loaded.Project($"services:\n  a:\n    image: x\n    network_mode: none\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}");
        JsonObject service = JsonNode.Parse(ComposeFile.ToJson(project))!["services"]!["a"]!.AsObject();
        foreach (string key in new[] { "image", "network_mode", "command", "entrypoint" })
        {
            service.Remove(key);
        }

        return service.ToJsonString();
    }
}
