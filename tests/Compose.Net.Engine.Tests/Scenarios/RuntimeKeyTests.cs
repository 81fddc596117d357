using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Scenarios;

public sealed class RuntimeKeyTests(EngineFixture engine) : ScenarioTest(engine)
{
    private const string Everything = """
        services:
          owner:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            network_mode: none
            ipc: shareable
          web:
            image: busybox
            command: [sleep, "600"]
            stop_signal: KILL
            network_mode: none
            init: true
            tty: true
            stdin_open: true
            domainname: example.test
            pull_policy: never
            logging: {driver: json-file, options: {max-size: 1m, max-file: 2}}
            cpu_shares: 73
            cpus: 0.5
            devices: ["/dev/null:/dev/nothing:r"]
            mem_limit: 64m
            mem_reservation: 32m
            mem_swappiness: 0
            memswap_limit: -1
            oom_score_adj: 500
            pids_limit: 100
            ulimits: {nofile: {soft: 200, hard: 400}, core: 0}
            cap_add: [NET_ADMIN]
            cap_drop: [MKNOD]
            device_cgroup_rules: ["c 1:3 mr"]
            group_add: [1234]
            ipc: service:owner
            pid: service:owner
            security_opt: ["no-new-privileges:true", seccomp=unconfined]
            sysctls: {kernel.msgmax: 8191}
        """;

    [Fact]
    public async Task What_a_service_may_use_and_is_set_apart_by_is_in_force_and_stays()
    {
        await UpAsync(Everything);

        using JsonDocument document = JsonDocument.Parse(await FieldAsync("web", "{{json .HostConfig}}"));
        JsonElement host = document.RootElement;
        string owner = await FieldAsync("owner", "{{.Id}}");
        (await FieldAsync("web", "{{.Config.Tty}} {{.Config.OpenStdin}} {{.Config.Domainname}} {{.HostConfig.Init}}")).Should().Be("true true example.test true");
        (await FieldAsync("web", "{{.HostConfig.IpcMode}} {{.HostConfig.PidMode}}")).Should().Be($"container:{owner} container:{owner}");
        (Number("CpuShares"), Number("NanoCpus"), Number("Memory"), Number("MemoryReservation"), Number("MemorySwap"), Number("MemorySwappiness"), Number("OomScoreAdj"), Number("PidsLimit"))
            .Should().Be((73, 500_000_000, 64 << 20, 32 << 20, -1, 0, 500, 100));
        Text("LogConfig").Should().Be("""{"Type":"json-file","Config":{"max-file":"2","max-size":"1m"}}""");
        Text("Devices").Should().Be("""[{"PathOnHost":"/dev/null","PathInContainer":"/dev/nothing","CgroupPermissions":"r"}]""");
        Text("CapAdd").Should().Contain("NET_ADMIN");
        Text("CapDrop").Should().Contain("MKNOD");
        Text("DeviceCgroupRules").Should().Be("""["c 1:3 mr"]""");
        Text("GroupAdd").Should().Be("""["1234"]""");
        Text("SecurityOpt").Should().Contain("no-new-privileges:true").And.Contain("seccomp=unconfined");
        Text("Sysctls").Should().Be("""{"kernel.msgmax":"8191"}""");
        // The soft limit is not looked at from inside: the Go runtime of an older runc now and then raises it to the hard one.
        Text("Ulimits").Should().Contain("""{"Name":"nofile","Hard":400,"Soft":200}""");
        (await Docker.RunAsync("exec", Container("web"), "sh", "-c", "ulimit -Hn; ulimit -c; id -G; ls /dev/nothing")).Split().Should().Contain(["400", "0", "1234", "/dev/nothing"]);

        Plan again = await UpAsync(Everything);
        again.IsEmpty.Should().BeTrue(again.ToString());

        long Number(string key) => host.GetProperty(key).GetInt64();

        string Text(string key) => host.GetProperty(key).GetRawText();
    }

    [Fact]
    public async Task A_new_owner_of_a_namespace_gets_new_sharers()
    {
        await UpAsync(Everything);

        Plan plan = await UpAsync(Everything.Replace("ipc: shareable", "ipc: shareable\n    user: root", StringComparison.Ordinal));

        plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Should().HaveCount(2);
        string owner = await FieldAsync("owner", "{{.Id}}");
        (await FieldAsync("web", "{{.HostConfig.PidMode}} {{.State.Running}}")).Should().Be($"container:{owner} true");
        await MustHaveNothingToDoAsync(Everything.Replace("ipc: shareable", "ipc: shareable\n    user: root", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_shares_the_network_of_a_container_that_was_restarted_by_hand_gets_it_back()
    {
        const string Shared = "services: {owner: {image: busybox, command: [sleep, \"600\"], stop_signal: KILL}, web: {image: busybox, command: [sleep, \"600\"], stop_signal: KILL, network_mode: \"service:owner\"}}";
        await UpAsync(Shared);
        string before = await FieldAsync("web", "{{.Id}}");
        await Docker.RunAsync("restart", Container("owner"));
        (await SucceedsIn("web", "ip", "addr", "show", "eth0")).Should().BeFalse();

        Plan plan = await UpAsync(Shared);

        plan.Steps.Select(step => step.Operation.GetType()).Should().Equal(typeof(StopContainer), typeof(StartContainer));
        (await FieldAsync("web", "{{.Id}}")).Should().Be(before);
        (await SucceedsIn("web", "ip", "addr", "show", "eth0")).Should().BeTrue();
        (await UpAsync(Shared)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task The_content_of_a_seccomp_profile_reaches_the_engine()
    {
        // A profile that allows everything but making folders.
        await File.WriteAllTextAsync(Path.Combine(Folder, "profile.json"), """{"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO"}]}""", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(Folder, "compose.yaml"), "services: {web: {image: busybox, command: [sleep, \"600\"], stop_signal: KILL, network_mode: none, security_opt: [seccomp=./profile.json]}}", Cancelled);
        ComposeProject project = await ComposeFile.LoadAsync(Path.Combine(Folder, "compose.yaml"), new ComposeFileOptions { ProjectName = Project }, Cancelled);

        await Client.UpAsync(project, cancellationToken: Cancelled);

        (await SucceedsIn("web", "touch", "/tmp/file")).Should().BeTrue();
        (await SucceedsIn("web", "mkdir", "/tmp/folder")).Should().BeFalse();
        await MustHaveNothingToDoAsync(project);
    }
}
