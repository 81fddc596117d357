using System.Text;
using Compose.Net.Docker;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Images;

/// <summary>Images that come from real registries, with and without a login.</summary>
public sealed class RegistryTests : EngineTest, IClassFixture<RegistryFixture>
{
    private readonly RegistryFixture _registry;

    public RegistryTests(EngineFixture engine, RegistryFixture registry)
        : base(engine)
    {
        registry.Require();
        _registry = registry;
    }

    [Fact]
    public async Task A_missing_image_is_pulled_with_the_up_and_a_second_up_has_nothing_to_do()
    {
        string image = await PushAsync("app", "one");
        ComposeProject project = Service($"image: {image}");
        await using ComposeClient client = await ConnectAsync();

        Plan plan = await client.UpAsync(project, cancellationToken: Cancelled);

        plan.Steps.Select(step => step.Operation).OfType<PullImage>().Should().ContainSingle();
        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/version")).Should().Be("one");
        (await client.UpAsync(project, cancellationToken: Cancelled)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public async Task The_policy_always_brings_a_pushed_change_into_the_same_up_and_nothing_else()
    {
        string image = await PushAsync("app", "one");
        ComposeProject project = Service($"image: {image}\n    pull_policy: always");
        await using ComposeClient client = await ConnectAsync();
        await client.UpAsync(project, cancellationToken: Cancelled);
        string first = await IdAsync();

        Plan unchanged = await client.UpAsync(project, cancellationToken: Cancelled);
        string second = await IdAsync();
        await PushAsync("app", "two");
        Plan changed = await client.UpAsync(project, cancellationToken: Cancelled);

        unchanged.Steps.Select(step => step.Operation.GetType()).Should().Equal(typeof(PullImage));
        second.Should().Be(first);
        changed.Steps.Select(step => step.Operation).Should().ContainSingle(operation => operation is CreateContainer);
        (await IdAsync()).Should().NotBe(first);
        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/version")).Should().Be("two");
    }

    [Fact]
    public async Task An_image_that_was_pulled_within_the_interval_is_left_and_an_older_one_is_pulled()
    {
        string image = await PushAsync("app", "one");
        await using ComposeClient client = await ConnectAsync();
        await client.UpAsync(Service($"image: {image}"), cancellationToken: Cancelled);
        await PushAsync("app", "two");

        Plan daily = await client.UpAsync(Service($"image: {image}\n    pull_policy: daily"), cancellationToken: Cancelled);
        Plan soon = await client.UpAsync(Service($"image: {image}\n    pull_policy: every_1ms"), cancellationToken: Cancelled);

        daily.IsEmpty.Should().BeTrue();
        soon.Steps.Select(step => step.Operation).Should().Contain(operation => operation is PullImage).And.Contain(operation => operation is CreateContainer);
        (await Docker.RunAsync("exec", $"{Project}-a-1", "cat", "/version")).Should().Be("two");
    }

    [Fact]
    public async Task A_missing_tag_and_a_dead_registry_are_named_with_the_way_out()
    {
        await PushAsync("app", "one");
        await using DockerEngine ours = await EngineAsync("{}");

        ComposeEngineException tag = await RefusedAsync(ours, $"{_registry.Open}/{Project}/app:none");
        ComposeEngineException dead = await RefusedAsync(ours, $"{_registry.Dead}/app:1");

        tag.Code.Should().Be("CN0411");
        tag.Message.Should().StartWith($"Image \"{_registry.Open}/{Project}/app:none\" could not be pulled. Registry \"{_registry.Open}\" does not have it. Check the name and the tag. The engine said ");
        dead.Code.Should().Be("CN0411");
        dead.Message.Should().StartWith($"Image \"{_registry.Dead}/app:1\" could not be pulled. Check that the engine can reach registry \"{_registry.Dead}\". The engine said ").And.Contain("connection refused");
    }

    [Fact]
    public async Task A_locked_registry_lets_in_whose_login_is_stored_and_says_what_was_tried_to_others()
    {
        string image = await PushLockedAsync();
        string refused = $"Image \"{image}\" could not be pulled. Registry \"{_registry.Locked}\" does not let us in, or does not have it. ";
        string wayOut = $" Check the name, and log in with \"docker login {_registry.Locked}\".";

        await using (DockerEngine none = await EngineAsync("{}"))
            (await RefusedAsync(none, image)).Message.Should().StartWith($"{refused}No login for it is stored.{wayOut}");
        await using (DockerEngine wrong = await EngineAsync(Auths("bob:wrong")))
            (await RefusedAsync(wrong, image)).Message.Should().StartWith($"{refused}The login of \"bob\" of the docker command's config.json was used.{wayOut}");
        await using (DockerEngine broken = await EngineAsync("""{"credsStore":"gone"}"""))
            (await RefusedAsync(broken, image)).Message.Should().StartWith($"{refused}Its login could not be had, because the credential helper \"docker-credential-gone\" cannot be run");
        (await Docker.HasAsync("image", image)).Should().BeFalse();

        await using (DockerEngine right = await EngineAsync(Auths("bob:secret")))
            await right.ExecuteAsync(new PullImage(image), progress: null, Cancelled);
        (await Docker.HasAsync("image", image)).Should().BeTrue();
    }

    [Fact]
    public async Task A_credential_helper_gives_the_login()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper is a shell script.");
        string image = await PushLockedAsync();
        string helper = Path.Join(_registry.Folder, "docker-credential-box");
        await File.WriteAllTextAsync(helper, "#!/bin/sh\n[ \"$1\" = get ] && server=$(cat) && echo \"{\\\"ServerURL\\\":\\\"$server\\\",\\\"Username\\\":\\\"bob\\\",\\\"Secret\\\":\\\"secret\\\"}\"\n", Cancelled);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using DockerEngine ours = await EngineAsync(
            $$$"""{"credHelpers":{"{{{_registry.Locked}}}":"box"} }""",
            host => host with { RunProgram = (program, argument, input, token) => ProgramRun.RunAsync(Path.Join(_registry.Folder, program), argument, input, token) });

        await ours.ExecuteAsync(new PullImage(image), progress: null, Cancelled);

        (await Docker.HasAsync("image", image)).Should().BeTrue();
    }

    [Fact]
    public async Task A_base_image_from_a_locked_registry_is_fetched_with_the_stored_login()
    {
        string image = await PushLockedAsync();
        var build = new BuildImage(Named($"{Project}-built"), new BuildDefinition { Context = _registry.Folder, DockerfileInline = $"FROM {image}\n" }, Ordinal.Map<string>());

        await using (DockerEngine none = await EngineAsync("{}"))
        {
            ComposeEngineException refused = (await FluentActions.Awaiting(() => none.ExecuteAsync(build, progress: null, Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;
            refused.Code.Should().Be("CN0436");
            refused.Message.Should().StartWith($"Image \"{Project}-built\" could not be built: step 1/1 of dockerfile_inline, \"FROM {image}\", failed. Check the name of the base image, that the engine can reach its registry, and log in");
        }

        await using DockerEngine right = await EngineAsync(Auths("bob:secret"));
        await right.ExecuteAsync(build, progress: null, Cancelled);
        (await Docker.HasAsync("image", $"{Project}-built")).Should().BeTrue();
    }

    [Fact]
    public async Task A_build_is_pushed_with_its_tags_and_the_stored_login_and_others_can_pull_it()
    {
        string image = Named($"{_registry.Locked}/{Project}/app:1"), tag = Named($"{_registry.Locked}/{Project}/app:2");
        ComposeProject project = Service($"image: {image}\n    build: {{context: {_registry.Folder}, dockerfile_inline: \"FROM busybox:latest\", tags: [\"{tag}\"]}}");
        await using (var client = new ComposeClient(await EngineAsync(Auths("bob:secret"))))
        {
            Plan plan = await client.BuildAsync(project, new BuildImagesOptions { Push = true, Memory = 64 << 20 }, cancellationToken: Cancelled);
            plan.Steps.Select(step => step.Operation.GetType()).Should().Equal(typeof(BuildImage), typeof(PushImage), typeof(PushImage));
            await Docker.RunAsync("rmi", image, tag);
            await client.PullAsync(project, cancellationToken: Cancelled);
            (await Docker.HasAsync("image", image)).Should().BeTrue();

            ComposeApplyException gone = (await client.Awaiting(c => c.PushAsync(project, cancellationToken: Cancelled)).Should().ThrowAsync<ComposeApplyException>()).Which;
            gone.Failures.Should().ContainSingle().Which.Exception.Message.Should().StartWith($"Image \"{tag}\" could not be pushed. The engine does not have it. Build it first.");
        }

        await using var stranger = new ComposeClient(await EngineAsync("{}"));
        ComposeApplyException refused = (await stranger.Awaiting(c => c.PushAsync(project, new PushImagesOptions { IgnoreFailures = false }, cancellationToken: Cancelled)).Should().ThrowAsync<ComposeApplyException>()).Which;
        refused.Failures[0].Exception.Message.Should().StartWith($"Image \"{image}\" could not be pushed. Registry \"{_registry.Locked}\" does not let us in. No login for it is stored. Check the name, and log in with \"docker login {_registry.Locked}\".");
        (await stranger.PushAsync(project, new PushImagesOptions { IgnoreFailures = true }, cancellationToken: Cancelled)).Steps.Should().HaveCount(2);
    }

    // A small image that says what it is, pushed and then taken off the engine.
    private async Task<string> PushAsync(string name, string version)
    {
        string image = Named($"{_registry.Open}/{Project}/{name}:1");
        string maker = await Docker.RunAsync("create", "--label", $"com.docker.compose.project={Project}", "busybox:latest", "true");
        string file = Path.Join(_registry.Folder, $"{Project}-version");
        await File.WriteAllTextAsync(file, version, Cancelled);
        await Docker.RunAsync("cp", file, $"{maker}:/version");
        string local = Named($"{Project}-{name}-{version}");
        await Docker.RunAsync("commit", maker, local);
        await Docker.RunAsync("rm", maker);

        // The engine keeps the tag that it pulled, as it would if somebody else pushed.
        string? before = await Docker.HasAsync("image", image) ? await Docker.RunAsync("image", "inspect", "-f", "{{.Id}}", image) : null;
        await Docker.RunAsync("tag", local, image);
        await Docker.RunAsync("push", image);
        await (before is null ? Docker.RunAsync("rmi", image) : Docker.RunAsync("tag", before, image));
        return image;
    }

    private async Task<string> PushLockedAsync()
    {
        string image = Named($"{_registry.Locked}/{Project}/app:1");
        string config = Path.Join(_registry.Folder, $"{Project}-docker");
        Directory.CreateDirectory(config);
        await File.WriteAllTextAsync(Path.Join(config, "config.json"), Auths("bob:secret"), Cancelled);
        await Docker.RunAsync("tag", "busybox:latest", image);
        await Docker.RunAsync("--config", config, "push", image);
        await Docker.RunAsync("rmi", image);
        return image;
    }

    private string Named(string image)
    {
        RemoveOnDispose("image", image);
        return image;
    }

    private string Auths(string login) => $$$"""{"auths":{"{{{_registry.Locked}}}":{"auth":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(login))}}}"} } }""";

    private ComposeProject Service(string settings) => ComposeFile.Parse(
        $"services:\n  a:\n    command: sleep 600\n    stop_grace_period: 0s\n    network_mode: none\n    {settings}",
        new ComposeFileOptions { ProjectName = Project }).Project!;

    private Task<DockerEngine> EngineAsync(string config, Func<HostSystem, HostSystem>? change = null)
    {
        HostSystem host = HostSystem.Current with { ReadText = path => Path.GetFileName(path) == "config.json" ? config : null };
        return DockerEngine.ConnectAsync(Engine.Endpoint, change is null ? host : change(host), TimeProvider.System, Cancelled);
    }

    private async Task<ComposeClient> ConnectAsync() => new(await EngineAsync("{}"));

    private static async Task<ComposeEngineException> RefusedAsync(DockerEngine engine, string image) =>
        (await FluentActions.Awaiting(() => engine.ExecuteAsync(new PullImage(image), progress: null, Cancelled)).Should().ThrowAsync<ComposeEngineException>()).Which;

    private Task<string> IdAsync() => Docker.RunAsync("inspect", "-f", "{{.Id}}", $"{Project}-a-1");
}
