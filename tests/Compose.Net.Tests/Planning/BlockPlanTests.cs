using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What the blocks of a service come to when it is planned.</summary>
public sealed class BlockPlanTests
{
    private static readonly ServiceDefinition Web = new() { Name = "web", Image = "busybox" };

    [Fact]
    public void An_image_that_was_built_is_used_under_its_usual_name() =>
        Created(Web with { Image = null, Build = new BuildDefinition { Context = "/src" } }, "p-web").Service.Image.Should().Be("p-web");

    [Fact]
    public void A_service_needs_an_image_a_build_or_a_provider() =>
        Errors(Web with { Image = null }).Should().Equal("error CN0102: Service \"web\" has no image. Give it one, or a build.");

    [Fact]
    public void Secrets_and_configs_of_files_are_mounts_that_can_only_be_read() =>
        Created(Web with { Secrets = [new FileGrant("s"), new FileGrant("s") { Target = "t" }], Configs = [new FileGrant("c"), new FileGrant("c") { Target = "/etc/c" }] })
            .Mounts.Should().Equal(Mount("/s.txt", "/run/secrets/s"), Mount("/s.txt", "/run/secrets/t"), Mount("/c.txt", "/c"), Mount("/c.txt", "/etc/c"));

    [Fact]
    public void Another_file_for_a_secret_makes_a_new_container()
    {
        ComposeProject one = Project(Web with { Secrets = [new FileGrant("s")] });
        ComposeProject other = one with { Secrets = one.Secrets.SetItem("s", one.Secrets["s"] with { File = "/other.txt" }) };

        ContainerIdentity.Of(other.Services["web"], other).ChangesSince(ContainerIdentity.Of(one.Services["web"], one)).Select(change => change.Field)
            .Should().Equal("volumes./run/secrets/s");
    }

    [Fact]
    public void What_no_mount_can_give_is_refused()
    {
        ServiceDefinition service = Web with
        {
            Secrets = [new FileGrant("unset"), new FileGrant("ext"), new FileGrant("s") { Mode = 256 }, new FileGrant("gone"), new FileGrant("env") { UserId = "me", Target = "/cache/env" }],
            Configs = [new FileGrant("text")],
            Tmpfs = [new TmpfsDefinition("/cache")],
            ReadOnly = true,
        };

        Errors(service).Should().Equal(
            "error CN0341: Service \"web\" uses secret \"unset\", whose variable \"U\" was not set when the project was loaded. Set it, in the environment or in an env file.",
            "error CN0331: Service \"web\" uses secret \"ext\", which is external, and only a swarm keeps such ones. Give it a file.",
            "warning CN0342: Service \"web\" uses secret \"s\" with an owner or permissions of its own, which have no effect: a file of the host is mounted with those that it has there. Change them there, and remove \"uid\", \"gid\" and \"mode\".",
            "error CN0313: Service \"web\" uses secret \"gone\", which the project does not define. Add it to the project's secrets.",
            "error CN0331: Service \"web\" uses secret \"env\", which is copied into the container, and the service is read-only. Give it a file, which is mounted, or remove \"read_only\".",
            "error CN0331: Service \"web\" uses secret \"env\" at \"/cache/env\", which the file system in memory at \"/cache\" hides. Give it another \"target\", or a file, which is mounted.",
            "error CN0331: Service \"web\" uses secret \"env\" for the owner \"me\", and only numbers are known before the container runs. Give \"uid\" and \"gid\" as numbers.",
            "error CN0331: Service \"web\" uses config \"text\", which is copied into the container, and the service is read-only. Give it a file, which is mounted, or remove \"read_only\".");
    }

    [Fact]
    public void Providers_models_hooks_for_each_replica_or_without_a_command_and_files_that_were_not_read_are_refused() =>
        Errors(Web with
        {
            Provider = new ProviderDefinition("cloud"),
            Models = ImmutableSortedDictionary<string, ModelUse>.Empty.Add("m", new ModelUse()),
            PreStart = [new HookDefinition { PerReplica = true }],
            PreStop = [new HookDefinition()],
            EnvironmentFiles = [new EnvironmentFileReference("/a.env")],
        }).Should().HaveCount(5).And.OnlyContain(line => line.StartsWith("error CN0332: Service \"web\" ", StringComparison.Ordinal));

    [Fact]
    public void Development_builds_and_swarm_settings_make_no_new_container()
    {
        ServiceDefinition more = Web with
        {
            Build = new BuildDefinition(),
            Develop = new DevelopDefinition(),
            Deploy = new DeployDefinition { Mode = "global", Placement = new PlacementDefinition { MaxReplicasPerNode = 1 } },
        };

        ContainerIdentity.Of(more, Project(more)).Hash().Should().Be(ContainerIdentity.Of(Web, Project(Web)).Hash());
    }

    private static ContainerDefinition Created(ServiceDefinition service, string image = "busybox")
    {
        Plan plan = Plan(service, image);
        plan.Diagnostics.Should().BeEmpty();
        return plan.Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container;
    }

    private static string[] Errors(ServiceDefinition service) => [.. Plan(service, "busybox").Diagnostics.Select(diagnostic => diagnostic.ToString())];

    private static Plan Plan(ServiceDefinition service, string image) => Reconciler.Reconcile(
        Project(service),
        new ObservedState { Project = "p", Images = ImmutableSortedDictionary<string, ObservedImage>.Empty.Add(image, new ObservedImage("sha256:1")) });

    private static ComposeProject Project(ServiceDefinition service) => new()
    {
        Name = "p",
        Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add(service.Name, service),
        Secrets = ImmutableSortedDictionary<string, SecretDefinition>.Empty
            .Add("s", new SecretDefinition { Key = "s", Name = "p_s", File = "/s.txt" })
            .Add("env", new SecretDefinition { Key = "env", Name = "p_env", Environment = "E", Value = "quiet" })
            .Add("unset", new SecretDefinition { Key = "unset", Name = "p_unset", Environment = "U" })
            .Add("ext", new SecretDefinition { Key = "ext", Name = "ext", External = true }),
        Configs = ImmutableSortedDictionary<string, ConfigDefinition>.Empty
            .Add("c", new ConfigDefinition { Key = "c", Name = "p_c", File = "/c.txt" })
            .Add("text", new ConfigDefinition { Key = "text", Name = "p_text", Content = "hi" }),
    };

    private static BindMount Mount(string source, string target) => new(source, target) { ReadOnly = true, CreateHostPath = false };
}
