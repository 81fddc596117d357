using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

/// <summary>A failed step leads to the line of the file that it was about.</summary>
public sealed class FailurePlaceTests
{
    private const string Shop = """
        services:
          web:
            image: busybox
            container_name: shop
            ports: ["8080:80"]
            command: [serve]
            secrets: [key]
            networks: [front]
          api:
            build: .
        networks:
          front:
            driver: bridge
        volumes:
          data:
            driver: local
        secrets:
          key:
            file: ./key.txt
        """;

    private static readonly ComposeProject Project = ComposeFile.Parse(Shop, new ComposeFileOptions { ProjectName = "shop" }).Project!;

    private static readonly Plan Whole = Reconciler.Reconcile(Project, new ObservedState { Project = "shop" });

    [Theory]
    [InlineData("start container shop", "CN0414", 5)]
    [InlineData("start container shop", "CN0424", 6)]
    [InlineData("create container shop", "CN0412", 4)]
    [InlineData("create container shop", "CN0425", 19)]
    [InlineData("create container shop", "CN0499", 2)]
    [InlineData("pull image busybox", "CN0411", 3)]
    [InlineData("build image shop-api", "CN0430", 10)]
    [InlineData("create network shop_front", "CN0413", 12)]
    [InlineData("create network shop_front", "CN0421", 13)]
    [InlineData("start container shop-api-1", "CN0424", 9)]
    public void A_failed_step_leads_to_its_line(string operation, string code, int line)
    {
        PlanStep step = Whole.Steps.Single(step => OperationText.Describe(step.Operation) == operation);
        var failure = new ComposeEngineException(code, $"The mount of \"{Project.Secrets["key"].File}\" cannot be made.", 400, null);

        FailurePlace.Of(Whole, step, failure)!.Value.Line.Should().Be(line);
    }

    [Fact]
    public void What_no_file_mentions_leads_nowhere()
    {
        PlanStep step = Whole.Steps.Single(step => OperationText.Describe(step.Operation) == "create network shop_default");

        FailurePlace.Of(Whole, step, new InvalidOperationException()).Should().BeNull();
        FailurePlace.Of(Whole with { Desired = null }, Whole.Steps[^1], new InvalidOperationException()).Should().BeNull();
    }
}
