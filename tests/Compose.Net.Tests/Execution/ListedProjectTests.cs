using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public class ListedProjectTests
{
    [Fact]
    public void Files_are_in_the_order_in_which_they_are_merged()
    {
        ListedProject project = ListedProject.Of([Container("a", "/p/compose.yaml,/p/compose.override.yaml"), Container("b", "/p/compose.yaml,/p/a.yaml")]).Should().ContainSingle().Which;

        project.Files.Should().Equal("/p/compose.yaml", "/p/compose.override.yaml", "/p/a.yaml");
    }

    private static ListedContainer Container(string name, string files) => new()
    {
        Id = name,
        Name = name,
        Project = "p",
        Service = name,
        Number = 1,
        Image = "i",
        State = ContainerState.Running,
        Status = "Up",
        Labels = Ordinal.Map<string>().SetItem(Labels.ConfigFiles, files),
    };
}
