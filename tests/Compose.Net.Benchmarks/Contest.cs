using System.Globalization;

namespace Compose.Net.Benchmarks;

/// <summary>Times two programs, and the engine alone, at the same work, in turn, and prints the ratios: times differ from machine to machine, ratios less.</summary>
internal sealed class Contest(Contender ours, Contender peer, int services, int networks, int rounds)
{
    private readonly Result _version = new("--version", 0.5);
    private readonly Result _first = new("first up -d", 0.95);
    private readonly Result _floor = new("  of the engine's floor", 1.10, "floor");
    private readonly Result _again = new("up -d, nothing to do", 0.35);
    private readonly Result _inProcess = new("  in a running process", 0.15);
    private readonly Result _down = new("down", 0.85);
    private readonly Result _downFloor = new("  of the engine's floor", 1.10, "floor");

    private IEnumerable<Result> Results => [_version, _first, _floor, _again, _inProcess, _down, _downFloor];

    /// <summary>Measures and prints.</summary>
    /// <param name="smaller">A contest whose ratios must not be exceeded, in place of the targets; null where the targets count.</param>
    /// <returns>Whether every target was met.</returns>
    public async Task<bool> RunAsync(Contest? smaller = null)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("compose-net-bench").FullName, "compose.yaml");
        await File.WriteAllTextAsync(file, BigProject.Yaml(services, networks));
        await using ComposeClient client = await ComposeClient.ConnectAsync();
        using var floor = new Floor(client.Engine.Endpoint, services, networks);
        try
        {
            await floor.RemoveAsync();
            await MeasureAsync(file, floor, new RunningProcess(client, file, ours.Project));
        }
        finally
        {
            ours.Compose(file, "down");
            peer.Compose(file, "down");
            await floor.RemoveAsync();
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }

        foreach ((Result result, Result other) in Results.Zip(smaller?.Results ?? []))
        {
            result.Target = other.Ratio;
        }

        Print(client.Engine.Version);
        return Results.All(result => result.IsMet);
    }

    private async Task MeasureAsync(string file, Floor floor, RunningProcess process)
    {
        Turns(1, _ => { }, contender => contender.Version()); // both in the page cache
        Turns(4 * rounds, _version.Add, static contender => contender.Version());
        for (int round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine($"{services} services, round {round + 1} of {rounds}");
            Turns(
                1,
                run =>
                {
                    _first.Add(run);
                    _floor.AddOurs(run);
                },
                contender => contender.Compose(file, "up", "-d"),
                round);
            _floor.Add((Ours: false, await floor.UpAsync()));
            _downFloor.Add((Ours: false, await floor.DownAsync()));
            if (round == 0)
            {
                await process.WarmUpAsync();
            }

            for (int turn = 0; turn < 4; turn++)
            {
                Turns(
                    1,
                    run =>
                    {
                        _again.Add(run);
                        _inProcess.AddPeers(run);
                    },
                    contender => contender.Compose(file, "up", "-d"),
                    round + turn);
                _inProcess.Add((Ours: true, await process.UpAsync()));
            }

            Turns(
                1,
                run =>
                {
                    _down.Add(run);
                    _downFloor.AddOurs(run);
                },
                contender => contender.Compose(file, "down"),
                round);
        }
    }

    // A B, B A, A B, ...: neither always comes second.
    private void Turns(int count, Action<(bool Ours, Sample Sample)> record, Func<Contender, Sample> work, int offset = 0)
    {
        for (int turn = offset; turn < offset + count; turn++)
        {
            bool oursFirst = turn % 2 == 0;
            record((oursFirst, work(oursFirst ? ours : peer)));
            record((!oursFirst, work(oursFirst ? peer : ours)));
        }
    }

    private void Print(string engine)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{services} services on {networks} networks, engine {engine}, medians of {rounds} rounds; peak memory of the largest process"));
        Console.WriteLine($"ours: {ours.CommandLine}\npeer: {peer.CommandLine}\n");
        Console.WriteLine($"{"",-26}{"ours",12}{"peer",12}{"ratio",8}{"target",9}{"",9}{"memory ours",14}{"peer",10}");
        foreach (Result result in Results)
        {
            Console.WriteLine(result);
        }
    }
}
