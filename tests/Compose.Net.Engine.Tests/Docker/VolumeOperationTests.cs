using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Docker;

public sealed class VolumeOperationTests(EngineFixture engine) : DockerEngineTest(engine)
{
    [Fact]
    public async Task A_volume_is_created_with_its_options_and_labels()
    {
        await Execute(Volume(volume => volume with { DriverOptions = Map(("type", "tmpfs"), ("device", "tmpfs"), ("o", "size=1m")) }));

        JsonElement seen = await Docker.InspectAsync("volume", Name("v"));
        seen.GetProperty("Options").GetProperty("o").GetString().Should().Be("size=1m");
        seen.GetProperty("Labels").GetProperty("com.docker.compose.project").GetString().Should().Be(Project);
    }

    [Fact]
    public async Task A_volume_is_removed_and_removing_it_again_is_a_success()
    {
        await Execute(Volume());

        await Execute(new RemoveVolume(Name("v")));
        await Execute(new RemoveVolume(Name("v")));

        (await Docker.HasAsync("volume", Name("v"))).Should().BeFalse();
    }

    [Fact]
    public async Task A_volume_in_use_is_not_removed_and_its_user_is_named()
    {
        await Execute(Volume());
        ContainerDefinition container = Container("db") with { Mounts = [new VolumeMount(Name("v"), "/data")] };
        await Execute(new CreateContainer(container));

        ComposeEngineException refused = await Refused(new RemoveVolume(Name("v")));

        refused.Code.Should().Be("CN0420");
        refused.Message.Should().Contain($"container \"{container.Name}\" of project \"{Project}\"");
    }

    [Fact]
    public async Task What_is_written_to_a_volume_outlives_its_container()
    {
        await Execute(Volume());
        ContainerDefinition writer = Container("writer", "echo kept > /data/f") with { Mounts = [new VolumeMount(Name("v"), "/data")] };
        await Run(writer);
        await Execute(new WaitUntilCompleted(writer.Name));
        await Execute(new RemoveContainer(writer.Name, await IdOf(writer.Name), RemoveAnonymousVolumes: true));

        string reader = await Run(Container("reader") with { Mounts = [new VolumeMount(Name("v"), "/data") { ReadOnly = true }] });
        CommandResult read = await Ours.RunInContainerAsync(reader, ["cat", "/data/f"], Cancelled);
        CommandResult write = await Ours.RunInContainerAsync(reader, ["touch", "/data/g"], Cancelled);

        read.Should().Be(new CommandResult(0, "kept\n"));
        write.ExitCode.Should().NotBe(0);
    }

    private CreateVolume Volume(Func<VolumeDefinition, VolumeDefinition>? with = null)
    {
        var volume = new VolumeDefinition { Key = "v", Name = Name("v") };
        return new CreateVolume(with is null ? volume : with(volume), OurLabels);
    }
}
