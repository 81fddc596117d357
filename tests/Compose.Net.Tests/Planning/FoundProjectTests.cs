using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>Projects that are read back from labels.</summary>
public sealed class FoundProjectTests
{
    [Fact]
    public void Nothing_that_carries_the_name_is_no_project() =>
        FoundProject.Of(new ObservedState
        {
            Project = "shop",
            Networks = [new ObservedNetwork { Id = "1", Name = "shop_edge" }, new ObservedNetwork { Id = "2", Name = "other", Labels = Label(Labels.Project, "other") }],
            Volumes = [new ObservedVolume { Name = "shop_store" }],
        }).Should().BeNull();

    [Fact]
    public void A_network_or_a_volume_alone_is_a_project() =>
        FoundProject.Of(new ObservedState { Project = "shop", Networks = [new ObservedNetwork { Id = "1", Name = "net", Labels = Label(Labels.Project, "shop").Add(Labels.Network, "edge") }] })!
            .Networks["edge"].Name.Should().Be("net");

    [Theory]
    [InlineData("db:service_healthy:true", DependencyCondition.ServiceHealthy, true)]
    [InlineData("db:service_completed_successfully:false", DependencyCondition.ServiceCompletedSuccessfully, false)]
    [InlineData("db:service_started", DependencyCondition.ServiceStarted, false)]
    [InlineData("db", DependencyCondition.ServiceStarted, false)]
    [InlineData("db:of_tomorrow:true:more", DependencyCondition.ServiceStarted, true)]
    public void Dependencies_are_read_in_every_form_that_was_ever_written(string label, DependencyCondition condition, bool restart) =>
        Found(("web", label), ("db", "")).Services["web"].DependsOn["db"].Should().Be(new DependencyDefinition { Condition = condition, Restart = restart, Required = false });

    [Fact]
    public void A_circle_in_the_labels_keeps_nobody_from_going_down()
    {
        ComposeProject project = Found(("web", "db:service_started:false,web:service_started:false"), ("db", "web:service_started:false"));

        project.Services.Values.Should().OnlyContain(service => service.DependsOn.IsEmpty);
    }

    [Fact]
    public void Who_shares_a_namespace_of_whom_is_read_from_the_containers()
    {
        ComposeProject project = FoundProject.Of(new ObservedState
        {
            Project = "shop",
            Containers = [Container("db", ""), Container("net", "") with { NetworkMode = "container:db" }, Container("pid", "") with { PidMode = "container:shop-db-1" }, Container("lost", "") with { IpcMode = "container:gone" }],
        })!;

        project.Services.Values.Where(service => service.NamespaceOwners.Contains("db")).Select(service => service.Name).Should().Equal("net", "pid");
        project.Services["lost"].IpcMode.Should().BeNull();
    }

    [Fact]
    public void Files_and_folder_come_from_the_labels()
    {
        var state = new ObservedState
        {
            Project = "shop",
            Containers = [Container("web", "") with { Labels = Label(Labels.ConfigFiles, "/srv/a.yaml,/srv/b.yaml").Add(Labels.WorkingDirectory, "/srv") }, Container("web", "") with { Id = "x", OneOff = true }],
        };

        ComposeProject project = FoundProject.Of(state)!;

        (project.WorkingDirectory, string.Join(' ', project.Files), project.Services["web"].Scale).Should().Be(("/srv", "/srv/a.yaml /srv/b.yaml", 1));
    }

    [Fact]
    public void What_was_put_together_from_labels_goes_down_and_is_never_brought_up()
    {
        var observed = new ObservedState { Project = "shop", Containers = [Container("web", "")] };
        ComposeProject project = FoundProject.Of(observed)!;

        Reconciler.Reconcile(project, observed).Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0387");
        OneOffPlanner.Plan(project, observed, new OneOffRequest(project.Services["web"], "shop-web-run", "slug")).Diagnostics.Should().ContainSingle().Which.Code.Should().Be("CN0387");
        Reconciler.Reconcile(Reconciler.Emptied(project), observed).HasErrors.Should().BeFalse();
        Lifecycle.Restart(project, observed).HasErrors.Should().BeFalse();
    }

    private static ComposeProject Found(params (string Service, string DependsOn)[] containers) =>
        FoundProject.Of(new ObservedState { Project = "shop", Containers = [.. containers.Select(entry => Container(entry.Service, entry.DependsOn))] })!;

    private static ObservedContainer Container(string service, string dependsOn) =>
        new() { Id = service, Name = $"shop-{service}-1", Service = service, Number = 1, Image = "a", Labels = Label(Labels.DependsOn, dependsOn) };

    private static ImmutableSortedDictionary<string, string> Label(string name, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
}
