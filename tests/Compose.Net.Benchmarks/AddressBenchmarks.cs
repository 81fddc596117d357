using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Planning.Addresses;

namespace Compose.Net.Benchmarks;

/// <summary>The choice of subnets for a project of very many networks, on an engine with 1,000 networks of others.</summary>
[MemoryDiagnoser]
public class AddressBenchmarks
{
    private static readonly AddressOptions Options = new() { Mode = AddressMode.On, Bases = ["10.64.0.0/11"] };

    private ComposeProject? _project;
    private ObservedState? _observed;

    [Params(100, 1000, 10_000)]
    public int Networks { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _project = new ComposeProject
        {
            Name = "bench",
            Networks = Enumerable.Range(0, Networks).Select(i => i.ToString(CultureInfo.InvariantCulture))
                .ToImmutableSortedDictionary(key => key, key => new NetworkDefinition { Key = key, Name = $"bench_{key}" }, StringComparer.Ordinal),
        };
        _observed = new ObservedState
        {
            Project = "bench",
            Networks =
            [
                .. Enumerable.Range(0, 1000).Select(i => new ObservedNetwork
                {
                    Id = i.ToString(CultureInfo.InvariantCulture),
                    Name = string.Create(CultureInfo.InvariantCulture, $"other{i}"),
                    Ipam = new IpamDefinition { Pools = [new IpamPool { Subnet = string.Create(CultureInfo.InvariantCulture, $"10.{64 + (i / 100)}.{i % 100 * 2}.0/25") }] },
                }),
            ],
        };
    }

    [Benchmark]
    public ComposeProject Place() => AddressPlanner.Place(_project!, _observed!, Options, new PlanBuilder());
}
