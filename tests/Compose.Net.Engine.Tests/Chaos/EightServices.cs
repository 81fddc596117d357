using System.Text.Json;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;

namespace Compose.Net.Engine.Tests.Chaos;

/// <summary>A stack of eight services on three networks, and what the docker command must say of it.</summary>
internal sealed class EightServices(Witness docker, string project)
{
    private static readonly (string Name, string[] Networks, string? After)[] Services =
    [
        ("db", ["data"], null),
        ("cache", ["data"], null),
        ("api", ["data", "work"], "db"),
        ("worker", ["data", "work"], "cache"),
        ("mailer", ["work"], "worker"),
        ("web", ["edge", "work"], "api"),
        ("admin", ["edge", "work"], "api"),
        ("proxy", ["edge"], "web"),
    ];

    public static string Yaml(string level) => $"services:\n{string.Concat(Services.Select(service => Yaml(service, level)))}networks: {{data: {{}}, work: {{}}, edge: {{}}}}\n";

    /// <summary>Asserts that there is exactly the stack, every container running with the level and on its networks.</summary>
    public async Task AssertIsUpAsync(string level, string because)
    {
        string[] containers = await ListAsync("ps", "-a", "--format", "{{.Names}} {{.State}}");
        containers.Should().Equal(Services.Select(service => $"{project}-{service.Name}-1 running").Order(StringComparer.Ordinal), because);
        (await ListAsync("network", "ls", "--format", "{{.Name}}")).Should().Equal($"{project}_data", $"{project}_edge", $"{project}_work");

        using JsonDocument inspected = JsonDocument.Parse(await docker.RunAsync(["inspect", .. Services.Select(service => $"{project}-{service.Name}-1")]));
        foreach ((JsonElement container, (string name, string[] networks, _)) in inspected.RootElement.EnumerateArray().Zip(Services))
        {
            JsonElement endpoints = container.GetProperty("NetworkSettings").GetProperty("Networks");
            endpoints.EnumerateObject().Select(endpoint => endpoint.Name).Order(StringComparer.Ordinal).Should().Equal(networks.Select(network => $"{project}_{network}"), because);
            foreach (string network in networks)
            {
                JsonElement endpoint = endpoints.GetProperty($"{project}_{network}");
                endpoint.GetProperty("Aliases").EnumerateArray().Select(alias => alias.GetString()).Should().Contain([name, $"{name}-on-{network}"], because);
                endpoint.GetProperty("IPAddress").GetString().Should().NotBeEmpty(because);
            }

            container.GetProperty("Config").GetProperty("Env").EnumerateArray().Select(variable => variable.GetString()).Should().Contain($"LEVEL={level}", because);
        }
    }

    /// <summary>Asserts that nothing of the project is left.</summary>
    public async Task AssertIsGoneAsync(string because)
    {
        (await ListAsync("ps", "-a", "--format", "{{.Names}}")).Should().BeEmpty(because);
        (await ListAsync("network", "ls", "--format", "{{.Name}}")).Should().BeEmpty(because);
        (await ListAsync("volume", "ls", "--format", "{{.Name}}")).Should().BeEmpty(because);
    }

    private static string Yaml((string Name, string[] Networks, string? After) service, string level)
    {
        string networks = string.Join(", ", service.Networks.Select(network => $"{network}: {{aliases: [{service.Name}-on-{network}]}}"));
        return $"  {service.Name}: {{image: busybox, command: [sleep, infinity], init: true, environment: {{LEVEL: {level}}}, networks: {{{networks}}}, depends_on: [{service.After}]}}\n";
    }

    private Task<string[]> ListAsync(params string[] command) => docker.ListAsync([.. command, "--filter", $"label=com.docker.compose.project={project}"]);
}
