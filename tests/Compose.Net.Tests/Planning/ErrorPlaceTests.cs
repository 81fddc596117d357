using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Planning;

/// <summary>What only the plan can find, because it takes an engine, is shown where it stands in the file all the same.</summary>
public sealed class ErrorPlaceTests
{
    private const string Yaml = """
        services:
          web:
            image: busybox
            pull_policy: never
            container_name: taken
            networks:
              front: {interface_name: eth7}
              shared: {}
            secrets: [password]
            uts: host
          tool:
            build:
              context: .
              ssh: [default]
            networks: [swarm]
        networks:
          front:
            driver: macvlan
            driver_opts:
              parent: eth9
          shared:
            external: true
          swarm:
            driver: overlay
            attachable: true
          fixed:
            ipam:
              config: [{subnet: 10.9.0.0/24}]
        secrets:
          password:
            environment: NOT_SET
        """;

    [Theory]
    [InlineData("CN0340", 7, 31)]
    [InlineData("CN0341", 31, 18)]
    [InlineData("CN0362", 20, 15)]
    [InlineData("CN0361", 24, 13)]
    [InlineData("CN0304", 22, 15)]
    [InlineData("CN0303", 5, 21)]
    public void What_the_engine_at_hand_cannot_give_is_shown_at_its_line(string code, int line, int column)
    {
        ComposeProject project = ComposeFile.Parse(Yaml, new ComposeFileOptions { ProjectName = "p" }).Project!;
        var observed = new ObservedState
        {
            Project = "p",
            ForeignContainerNames = ["taken"],
            Host = new ObservedHost { NetworkDrivers = ["bridge", "macvlan", "overlay"], InSwarm = false, Interfaces = ["eth0"] },
        };

        ImmutableArray<Diagnostic> found = Reconciler.Reconcile(project, observed).Diagnostics;

        found.Should().ContainSingle(diagnostic => diagnostic.Code == code, string.Join('\n', found))
            .Which.Span.Should().Match<SourceSpan?>(span => span!.Value.Path == "compose.yaml" && span.Value.Line == line && span.Value.Column == column);
    }

    [Fact]
    public void What_stands_in_no_file_has_no_place()
    {
        var project = new ComposeProject { Name = "p", Services = ImmutableSortedDictionary<string, ServiceDefinition>.Empty.Add("web", new ServiceDefinition { Name = "web" }) };

        Reconciler.Reconcile(project, new ObservedState { Project = "p" }).Diagnostics.Should().ContainSingle().Which.Span.Should().BeNull();
    }
}
