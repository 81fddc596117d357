using Compose.Net.Model;
using CsCheck;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>What is printed loads again to what was printed.</summary>
public sealed class PrintingProperties
{
    [Fact]
    public void A_printed_project_loads_again_to_the_same_project() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                ComposeProject project = new RandomModel(new Random(seed)).Draw();
                ComposeFileResult loaded = Loaded.Result(ComposeFile.ToYaml(project), "*");

                loaded.Project.Should().NotBeNull(string.Join('\n', loaded.Diagnostics));
                ComposeFile.ToJson(loaded.Project!).Should().Be(ComposeFile.ToJson(project));
                ComposeFile.ToYaml(loaded.Project!).Should().Be(ComposeFile.ToYaml(project));
            },
            iter: 1_000,
            threads: 1);

    [Fact]
    public void Printed_JSON_is_YAML_that_loads_to_the_same_project() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                string json = ComposeFile.ToJson(new RandomModel(new Random(seed)).Draw());

                ComposeFile.ToJson(Loaded.Project(json, "*")).Should().Be(json);
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void The_order_of_keys_in_a_file_does_not_matter() =>
        Gen.Int[0, int.MaxValue].Sample(
            seed =>
            {
                var random = new Random(seed);
                string yaml = ComposeFile.ToYaml(new RandomModel(random).Draw());

                ComposeFile.ToJson(Loaded.Project(Shuffle.Keys(yaml, random), "*")).Should().Be(ComposeFile.ToJson(Loaded.Project(yaml, "*")));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void A_build_whose_dockerfile_is_empty_stays_so()
    {
        ComposeProject project = Loaded.Project("services: {web: {build: {dockerfile: \"${NONE-}\"}}}");

        ComposeProject again = Loaded.Project(ComposeFile.ToYaml(project));

        project.Services["web"].Build!.Dockerfile.Should().BeNull();
        again.Services["web"].Build!.Dockerfile.Should().BeNull();
    }

    [Fact]
    public void Keys_of_ones_own_are_printed()
    {
        ComposeProject project = Loaded.Project("services: {}\nx-b: {a: [1, 1.5, true, ~, \"$$x\"]}\nx-a: text");

        ComposeFile.ToYaml(project).Should().Be("name: p\nservices: {}\nx-a: text\nx-b:\n  a:\n    - 1\n    - 1.5\n    - true\n    - null\n    - $$x\n");
        ComposeFile.ToJson(Loaded.Project(ComposeFile.ToYaml(project))).Should().Be(ComposeFile.ToJson(project));
    }

    [Fact]
    public void A_file_prints_as_docker_compose_prints_it() => Support.Golden.Verify("config/three-tier.json", ComposeFile.ToJson(Loaded.Project("""
        name: three-tier
        services:
          front:
            image: busybox
            command: httpd -f -p 80
            ports: ["127.0.0.1:8080:80"]
            networks: [edge]
            depends_on: {api: {condition: service_healthy}}
          api:
            image: busybox
            environment: {LEVEL: 1, EMPTY: , PRICE: "5$$"}
            healthcheck: {test: wget -q localhost, interval: 90s}
            networks: {edge: , data: {aliases: [backend]}}
          db:
            image: busybox
            stop_grace_period: 1m30s
            volumes: ["store:/var/lib/db", "./conf:/etc/db:ro"]
            networks: [data]
        networks: {edge: , data: {internal: true}}
        volumes: {store: }
        """)));
}
