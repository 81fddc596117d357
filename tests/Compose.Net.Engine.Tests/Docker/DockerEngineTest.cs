using System.Collections.Immutable;
using Compose.Net.Docker;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;

namespace Compose.Net.Engine.Tests.Docker;

/// <summary>The base of the adapter's tests: an engine of our own making, and short ways to say what is wanted of it.</summary>
public abstract class DockerEngineTest(EngineFixture engine) : EngineTest(engine)
{
    private protected DockerEngine Ours { get; private set; } = null!;

    /// <summary>The first three numbers of this test's own subnet.</summary>
    private protected string Subnet { get; } = engine.NewSubnet();

    private protected ImmutableSortedDictionary<string, string> OurLabels => Map(("com.docker.compose.project", Project));

    public override async ValueTask InitializeAsync()
    {
        Ours = await DockerEngine.ConnectAsync(Engine.Endpoint, TimeProvider.System, Cancelled);
        OnDispose(() => Ours.DisposeAsync().AsTask());
    }

    private protected static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private protected Task Execute(Operation operation) => Ours.ExecuteAsync(operation, progress: null, Cancelled);

    private protected async Task<ComposeEngineException> Refused(Operation operation) =>
        (await FluentActions.Awaiting(() => Execute(operation)).Should().ThrowAsync<ComposeEngineException>()).Which;

    private protected string Name(string rest) => $"{Project}_{rest}";

    private protected CreateNetwork Network(string key, Func<NetworkDefinition, NetworkDefinition>? with = null)
    {
        var network = new NetworkDefinition { Key = key, Name = Name(key) };
        return new CreateNetwork(with is null ? network : with(network), OurLabels.Add("com.docker.compose.network", key));
    }

    private protected ContainerDefinition Container(string service, string command = "sleep 600", Func<ServiceDefinition, ServiceDefinition>? with = null)
    {
        var definition = new ServiceDefinition
        {
            Name = service,
            Image = "busybox:latest",
            Command = ["sh", "-c", command],
            StopGracePeriod = TimeSpan.FromSeconds(1),
        };
        return new ContainerDefinition
        {
            Name = $"{Project}-{service}-1",
            Number = 1,
            Service = with is null ? definition : with(definition),
            NetworkMode = "none",
            Labels = OurLabels.AddRange(Map(("com.docker.compose.service", service), ("com.docker.compose.container-number", "1"), ("com.docker.compose.oneoff", "False"))),
        };
    }

    /// <summary>The same container, plugged into a network.</summary>
    private protected ContainerDefinition On(string key, ContainerDefinition container, string? address = null) => container with
    {
        NetworkMode = Name(key),
        Endpoints = [new ContainerEndpoint { Network = Name(key), Ipv4Address = address }],
    };

    /// <summary>Creates and starts a container, and returns its name.</summary>
    private protected async Task<string> Run(ContainerDefinition container)
    {
        await Execute(new CreateContainer(container));
        await Execute(new StartContainer(container.Name));
        return container.Name;
    }

    private protected async Task<string> IdOf(string container) =>
        await Docker.RunAsync("container", "inspect", "--format", "{{.Id}}", container);

    private protected Task<ObservedState> Observe(params ServiceDefinition[] services) => Ours.ObserveAsync(
        new ComposeProject { Name = Project, Services = services.ToImmutableSortedDictionary(service => service.Name, service => service, StringComparer.Ordinal) },
        Cancelled);
}
