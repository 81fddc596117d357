using System.Collections.Concurrent;
using System.Collections.Immutable;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Tests.Execution;

/// <summary>An engine in memory whose containers have addresses, names and programs; a program run in one reaches what its networks reach.</summary>
internal sealed class WiredEngine : EngineStub
{
    private readonly List<ObservedContainer> _containers = [];
    private readonly Dictionary<string, string[]> _programs = [];
    private readonly ConcurrentBag<string> _commands = [];
    private int _running;
    private int _mostRunning;

    public override EngineDescription Description { get; } = new("unix:///run/wired.sock", "1.0", "1.44");

    /// <summary>Every command line that was run, behind the name of its container.</summary>
    public IEnumerable<string> Commands => _commands;

    /// <summary>How many commands were under way at the same time at most.</summary>
    public int MostRunning => _mostRunning;

    /// <summary>Names that are known everywhere, as from a name server outside, with their address.</summary>
    public Dictionary<string, string> Outside { get; } = [];

    public static WiredEngine For(ComposeProject project)
    {
        var engine = new WiredEngine();
        int address = 1;
        foreach (ServiceDefinition service in project.Services.Values)
        {
            for (int number = 1; number <= service.Scale; number++)
            {
                string name = ContainerNames.Of(project, service, number);
                engine.Add(service.Name, name, number, [.. service.Networks.Select(entry => (project.Networks[entry.Key].Name, $"10.0.0.{++address}", (ImmutableArray<string>)[.. entry.Value.Aliases, service.Name, name, service.Hostname ?? name]))]);
            }
        }

        return engine;
    }

    /// <summary>The networks as a snapshot tells them.</summary>
    public ImmutableArray<ObservedNetwork> Networks { get; init; } = [];

    public WiredEngine Add(string service, string name, int number, params (string Network, string Address, ImmutableArray<string> Names)[] endpoints)
    {
        _containers.RemoveAll(container => container.Name == name);
        _containers.Add(new ObservedContainer
        {
            Id = name,
            Name = name,
            Service = service,
            Number = number,
            State = ContainerState.Running,
            Endpoints = endpoints.ToImmutableSortedDictionary(endpoint => endpoint.Network, endpoint => new ObservedEndpoint { Aliases = endpoint.Names, CurrentIpv4Address = endpoint.Address }, StringComparer.Ordinal),
        });
        return this;
    }

    /// <summary>Gives a container these programs only, in place of <c>ping</c>.</summary>
    public WiredEngine WithPrograms(string container, params string[] programs)
    {
        _programs[container] = programs;
        return this;
    }

    public WiredEngine With(string container, Func<ObservedContainer, ObservedContainer> change)
    {
        int index = _containers.FindIndex(candidate => candidate.Name == container);
        _containers[index] = change(_containers[index]);
        return this;
    }

    public override Task<ObservedState> ObserveAsync(ComposeProject project, CancellationToken cancellationToken) =>
        Task.FromResult(new ObservedState { Project = project.Name, Containers = [.. _containers], Networks = Networks });

    public override async Task<CommandResult> RunInContainerAsync(string container, ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        _commands.Add($"{container}: {string.Join(' ', command)}");
        int running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostRunning, running);
        await Task.Yield();
        Interlocked.Decrement(ref _running);

        string[] programs = _programs.GetValueOrDefault(container, ["ping"]);
        if (!programs.Contains(command[0]))
        {
            return new CommandResult(126, $"exec: \"{command[0]}\": executable file not found in $PATH");
        }

        string? address = Resolve(container, command.Last(word => !int.TryParse(word, out _)));
        return command[0] switch
        {
            "ping" => address is null ? new CommandResult(1, "ping: bad address") : new CommandResult(0, $"64 bytes from {address}: seq=0"),
            "nc" => address is null ? new CommandResult(1, "nc: timed out") : new CommandResult(1, $"nc: {address}: Connection refused"),
            _ => address is null ? new CommandResult(2, "") : new CommandResult(0, $"{address}  a.name"),
        };
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private string? Resolve(string from, string target)
    {
        if (target is "127.0.0.1" or "localhost")
        {
            return "127.0.0.1";
        }

        ObservedContainer caller = _containers.Single(container => container.Name == from);
        foreach (ObservedContainer called in _containers)
        {
            foreach ((string network, ObservedEndpoint endpoint) in called.Endpoints)
            {
                if (caller.Endpoints.ContainsKey(network) && (endpoint.CurrentIpv4Address == target || endpoint.Aliases.Contains(target)))
                {
                    return endpoint.CurrentIpv4Address;
                }
            }
        }

        return Outside.GetValueOrDefault(target);
    }
}
