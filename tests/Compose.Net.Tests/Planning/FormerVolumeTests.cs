using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What a new container is given of the one before it, and what it must not be given.</summary>
public sealed class FormerVolumeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Mounts_of_another_service_come_from_its_present_container_and_the_plan_settles(bool renewed)
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, volumes: [/data]}\n  m: {image: x, volumes_from: ['a:ro']}\n");
        EngineSimulator engine = EngineSimulator.Running(project);
        string before = VolumeOf(engine, "a", "/data");
        if (renewed)
        {
            engine.Up(project, new ReconcileOptions { Services = ["a"], RenewAnonymousVolumes = true });
        }
        else
        {
            engine.Kill(IdOf(engine, "a"));
            engine.Containers.Remove(IdOf(engine, "a"));
        }

        engine.Up(project);

        VolumeOf(engine, "a", "/data").Should().NotBe(before);
        VolumeOf(engine, "m", "/data").Should().Be(VolumeOf(engine, "a", "/data"));
        engine.Definitions[IdOf(engine, "m")].Mounts.Should().BeEmpty("a mount of its own would win, and could be written to");
        Reconciler.Reconcile(project, engine.Observe(project)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Where_another_service_takes_the_place_of_the_source_its_mounts_are_taken()
    {
        const string Yaml = "services:\n  a: {image: x, volumes: [/data]}\n  b: {image: x, volumes: [/data]}\n  m: {image: x, volumes_from: [a]}\n";
        EngineSimulator engine = EngineSimulator.Running(Loaded.Project(Yaml));
        ComposeProject changed = Loaded.Project(Yaml.Replace("[a]", "[b]", StringComparison.Ordinal));

        engine.Up(changed);

        VolumeOf(engine, "m", "/data").Should().Be(VolumeOf(engine, "b", "/data"));
        Reconciler.Reconcile(changed, engine.Observe(changed)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_volume_that_the_image_asked_for_gives_way_to_one_of_a_source()
    {
        const string Yaml = "services:\n  db: {image: x, volumes: ['data:/of-image']}\n  backup: {image: image-b}\nvolumes: {data: }\n";
        EngineSimulator engine = EngineSimulator.Running(Loaded.Project(Yaml));
        ComposeProject changed = Loaded.Project(Yaml.Replace("image: image-b", "image: image-b, volumes_from: [db]", StringComparison.Ordinal));

        engine.Up(changed);

        VolumeOf(engine, "backup", "/of-image").Should().Be("p_data");
        Reconciler.Reconcile(changed, engine.Observe(changed)).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void What_a_container_of_others_has_is_not_mounted_a_second_time()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, volumes_from: ['container:stranger:ro'], volumes: [/own]}\n");
        string theirs = new('b', 64);
        ObservedState running = EngineSimulator.WithStranger(project, "/data", theirs).Observe(project);

        ContainerDefinition made = Made(Changed(project), running);

        made.Mounts.OfType<VolumeMount>().Select(mount => mount.Target).Should().Equal("/own");
        made.VolumesFrom.Should().Equal("stranger:ro");
    }

    [Fact]
    public void A_volume_that_the_image_asks_for_no_more_does_not_hide_what_the_image_has_there()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {image: image-b}\n");
        EngineSimulator engine = EngineSimulator.Running(project);
        engine.Containers.Values.Single().AnonymousVolumes.Should().ContainKey("/of-image");

        Made(Changed(project), engine.Observe(project)).Mounts.Should().ContainSingle("the image still asks for it");
        engine.Images["image-b"] = new ObservedImage("sha256:newer") { VolumePlaces = [] };
        Made(project, engine.Observe(project)).Mounts.Should().BeEmpty();
    }

    [Fact]
    public void A_volume_that_the_file_names_is_never_taken_for_one_without_a_name()
    {
        string rescued = new('c', 64);
        ComposeProject project = Loaded.Project($"services:\n  a: {{image: x, volumes: ['data:/data', /scratch]}}\nvolumes: {{data: {{external: true, name: {rescued}}}}}\n");
        var engine = new EngineSimulator(multipleEndpoints: true);
        engine.Volumes.Add(rescued, new ObservedVolume { Name = rescued });
        engine.Up(project).Up(Changed(project));
        string scratch = VolumeOf(engine, "a", "/scratch");

        var found = new ComposeProject { Name = "p", Services = Changed(project).Services, IsFound = true };
        foreach (ComposeProject known in new[] { project, found })
        {
            Reconciler.Reconcile(Reconciler.Emptied(known), engine.Observe(known), new ReconcileOptions { RemoveVolumes = true })
                .Steps.Select(step => step.Operation).OfType<RemoveVolume>().Select(remove => remove.Name).Should().Equal(scratch);
        }
    }

    private static ContainerDefinition Made(ComposeProject project, ObservedState observed) =>
        Reconciler.Reconcile(project, observed).Steps.Select(step => step.Operation).OfType<CreateContainer>().Single().Container;

    private static ComposeProject Changed(ComposeProject project) =>
        project with { Services = project.Services.SetItem("a", project.Services["a"] with { User = "root" }) };

    private static string IdOf(EngineSimulator engine, string service) => engine.Ours.Single(container => container.Service == service).Id;

    private static string VolumeOf(EngineSimulator engine, string service, string place) => engine.Containers[IdOf(engine, service)].VolumesByPlace[place];
}
