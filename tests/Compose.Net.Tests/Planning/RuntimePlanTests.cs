using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

public sealed class RuntimePlanTests
{
    [Theory]
    [InlineData("use_api_socket: true", "error CN0202: Service \"a\" sets \"use_api_socket\", which is not supported. Mount the engine's socket under \"volumes\" if the service may have it.")]
    [InlineData("uts: service:a2", "error CN0203: Service \"a\" sets \"uts\" to \"service:a2\", but an engine can share the host's name only. Set it to host, or remove it.")]
    [InlineData("security_opt: [seccomp=x.json]", "error CN0206: Service \"a\" names the seccomp profile \"x.json\", which was not there when the project was loaded, or is no JSON. Put the profile there, or remove the option.")]
    [InlineData("pull_policy: never", "error CN0410: The engine does not have image \"x\", and the pull policy of service \"a\" is \"never\". Put the image there, or choose another policy.")]
    [InlineData("healthcheck: {test: [CMD, x], start_interval: 1s}", "warning CN0202: Service \"a\" has a \"start_interval\" in its health check, which the engine at hand drops: it tests after each \"interval\" from the beginning. Update it to Docker Engine 25 (API 1.44), or remove the key.")]
    [InlineData("annotations: [a=b]", "warning CN0202: Service \"a\" has annotations, which the engine at hand drops. Update it to Docker Engine 24 (API 1.43), or remove them.")]
    [InlineData("credential_spec: {file: x}", "warning CN0202: Service \"a\" has a \"credential_spec\", which has no effect. Remove it.")]
    public void What_cannot_be_given_is_said_before_anything_happens(string settings, string expected) =>
        Reconciler.Reconcile(Project(settings), new ObservedState { Project = "p" }).Diagnostics.Select(diagnostic => (diagnostic with { Span = null }).ToString()).Should().Equal(expected);

    [Theory]
    [InlineData("pull_policy: always", true, "pull image x")]
    [InlineData("pull_policy: always\nplatform: linux/arm64", true, "pull image x for linux/arm64")]
    [InlineData("pull_policy: missing", true, null)]
    [InlineData("pull_policy: missing", false, "pull image x")]
    [InlineData("user: root", false, "pull image x")]
    [InlineData("pull_policy: never", true, null)]
    [InlineData("pull_policy: build", true, null)]
    public void The_pull_policy_decides_whether_the_image_is_fetched(string settings, bool there, string? expected)
    {
        var observed = new ObservedState { Project = "p", Images = there ? ImmutableSortedDictionary<string, ObservedImage>.Empty.Add("x", new ObservedImage("sha256:1")) : ImmutableSortedDictionary<string, ObservedImage>.Empty };

        Reconciler.Reconcile(Project(settings), observed).Steps.Where(step => step.Operation is PullImage).Select(step => OperationText.Describe(step.Operation))
            .Should().Equal(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("cap_add: [A, B]", "cap_add: [B, A]", false)]
    [InlineData("attach: false\npull_policy: always", "user: \"\"", false)]
    [InlineData("mem_swappiness: 0", "user: \"\"", true)]
    [InlineData("cpus: 0", "user: \"\"", false)]
    [InlineData("ulimits: {core: 5}", "ulimits: {core: {soft: 5, hard: 5}}", false)]
    [InlineData("devices: [/dev/a]", "devices: [{source: /dev/a, target: /dev/a}]", false)]
    [InlineData("sysctls: [a=1]", "sysctls: {a: 2}", true)]
    [InlineData("logging: {driver: local}", "logging: {driver: none}", true)]
    [InlineData("init: false", "user: \"\"", true)]
    [InlineData("gpus: all", "gpus: [{count: 1}]", true)]
    public void Only_what_means_something_else_makes_another_container(string one, string other, bool differ) =>
        (Identity(one) != Identity(other)).Should().Be(differ);

    [Fact]
    public void Another_seccomp_profile_under_the_same_name_makes_another_container()
    {
        ServiceDefinition service = Loaded.Service("security_opt: [seccomp=x.json]");
        ServiceDefinition With(string content) => service with { SeccompProfiles = ImmutableSortedDictionary<string, string>.Empty.Add("x.json", content) };

        Identity(With("{}")).Should().Be(Identity(With("{}"))).And.NotBe(Identity(With("[]")));
    }

    [Fact]
    public void A_container_joins_the_namespaces_of_the_other_service_s_first_container()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, network_mode: none, ipc: \"service:b\", pid: \"service:b\"}\n  b: {image: x, network_mode: none, ipc: shareable, container_name: owner}");

        Plan plan = Reconciler.Reconcile(project, new ObservedState { Project = "p" });

        ContainerDefinition made = plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single(create => create.Container.Service.Name == "a").Container;
        (made.IpcMode, made.PidMode).Should().Be(("container:owner", "container:owner"));
    }

    private static ComposeProject Project(string settings) => Loaded.Project($"services:\n  a:\n    image: x\n    network_mode: none\n    {settings.Replace("\n", "\n    ", StringComparison.Ordinal)}\n  a2: {{image: x, network_mode: none, scale: 0}}");

    private static string Identity(string settings) => Identity(Loaded.Service(settings));

    private static string Identity(ServiceDefinition service) => ContainerIdentity.Of(service, new ComposeProject { Name = "p" }).Hash();
}
