using System.Diagnostics;
using System.Globalization;

namespace Compose.Net.Benchmarks;

/// <summary>Times what a change of networks takes on a stack that runs: one more network on a service, against the peer and the engine alone, and a plan where much differs, against one where nothing does.</summary>
internal sealed class NetworkContest(Contender ours, Contender peer)
{
    private const int Rounds = 15;
    private const int WarmingRounds = 30;
    private const int Services = 30;
    private const int Networks = 6;
    private const int Differences = 5;

    // The service ends at once when it is asked to, so that a peer that makes its container anew is not also waited for.
    private const string OneService = """
        services:
          web:
            image: busybox
            command: ["sh", "-c", "trap 'exit 0' TERM; sleep 100000 & wait"]
            networks: [NETWORKS]
        networks: {front: {}, back: {}}
        """;

    private readonly Result _network = new("one more network", 0.2);
    private readonly Result _inProcess = new("  in a running process", null);
    private readonly Result _engine = new("  of the engine's calls", null, "engine");
    private readonly Result _plan = new("plan with differences", 1.3, "plan with none");

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether every target was met.</returns>
    public async Task<bool> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compose-net-bench");
        await using ComposeClient client = await ComposeClient.ConnectAsync();
        using var engine = new EngineCalls(client.Engine.Endpoint);
        try
        {
            await MeasureNetworkAsync(folder, client, engine);
            await MeasurePlanAsync(folder, engine);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Result[] results = [_network, _inProcess, _engine, _plan];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nnetworks of running services, engine {client.Engine.Version}, medians of {Rounds} rounds; {Services} services on {Networks} networks are planned, {Differences} of them altered by hand"));
        foreach (Result result in results)
        {
            Console.WriteLine(result);
        }

        return results.All(result => result.IsMet);
    }

    private async Task MeasureNetworkAsync(DirectoryInfo folder, ComposeClient client, EngineCalls engine)
    {
        string one = Write(folder, "one.yaml", OneService.Replace("NETWORKS", "front", StringComparison.Ordinal));
        string two = Write(folder, "two.yaml", OneService.Replace("NETWORKS", "front, back", StringComparison.Ordinal));
        try
        {
            for (int round = 0; round < WarmingRounds; round++)
            {
                await UpAsync(client, one);
                await UpAsync(client, two);
            }

            for (int round = 0; round < Rounds; round++)
            {
                Console.Error.WriteLine($"one more network, round {round + 1} of {Rounds}");
                foreach (Contender contender in round % 2 == 0 ? new[] { ours, peer } : [peer, ours])
                {
                    contender.Compose(one, "up", "-d");
                    Sample sample = contender.Compose(two, "up", "-d");
                    _network.Add((contender == ours, sample));
                    _inProcess.AddPeers((contender == ours, sample));
                    _engine.AddOurs((contender == ours, sample));
                }

                ours.Compose(one, "up", "-d");
                _inProcess.Add((Ours: true, await UpAsync(client, two)));

                // The two calls that ours makes for it, on its own container.
                ours.Compose(one, "up", "-d");
                _engine.Add((Ours: false, await engine.AddNetworkAsync($"{ours.Project}_more", $"{ours.Project}-web-1")));
                await engine.RemoveNetworkAsync($"{ours.Project}_more", $"{ours.Project}-web-1");
            }
        }
        finally
        {
            ours.Compose(two, "down");
            peer.Compose(two, "down");
        }
    }

    // Two stacks side by side, so that the two plans take turns.
    private async Task MeasurePlanAsync(DirectoryInfo folder, EngineCalls engine)
    {
        string file = Write(folder, "many.yaml", BigProject.Yaml(Services, Networks));
        Contender altered = ours.For("altered");
        try
        {
            ours.Compose(file, "up", "-d");
            altered.Compose(file, "up", "-d");
            for (int service = 0; service < Differences; service++)
            {
                await engine.DisconnectAsync($"{altered.Project}_n{service + 1}", $"{altered.Project}-s{service}-1");
            }

            for (int round = 0; round < Rounds; round++)
            {
                foreach (Contender contender in round % 2 == 0 ? new[] { ours, altered } : [altered, ours])
                {
                    _plan.Add((contender == altered, contender.Run(exitCode: contender == altered ? 2 : 0, "-f", file, "-p", contender.Project, "plan")));
                }
            }
        }
        finally
        {
            ours.Compose(file, "down");
            altered.Compose(file, "down");
        }
    }

    private async Task<Sample> UpAsync(ComposeClient client, string file)
    {
        long began = Stopwatch.GetTimestamp();
        await client.UpAsync(await ComposeFile.LoadAsync(file, new ComposeFileOptions { ProjectName = ours.Project }));
        return new Sample(Stopwatch.GetElapsedTime(began), null);
    }

    private static string Write(DirectoryInfo folder, string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
