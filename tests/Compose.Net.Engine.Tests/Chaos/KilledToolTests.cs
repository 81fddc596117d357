using System.Diagnostics;
using System.Globalization;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Chaos;

/// <summary>
/// The tool is killed at random moments of its work. COMPOSE_NET_CHAOS_MOMENTS says at how many, COMPOSE_NET_CHAOS_SEED at which;
/// "dotnet run build.cs -- chaos" sets them.
/// </summary>
public class KilledToolTests(EngineFixture engine) : EngineTest(engine)
{
    private static readonly int Moments = Number("COMPOSE_NET_CHAOS_MOMENTS", 12);
    private static readonly int Seed = Number("COMPOSE_NET_CHAOS_SEED", 20261125);

    [Fact]
    public async Task Whenever_the_tool_is_killed_the_next_up_ends_as_wanted_and_the_next_down_leaves_nothing()
    {
        var random = new Random(Seed);
        var stack = new EightServices(Docker, Project);
        Dictionary<string, TimeSpan> usual = await TimeAsync();

        // In turn: a first up, an up that makes all containers anew, a down.
        for (int moment = 0; moment < Moments; moment++)
        {
            string kind = (moment % 3) switch { 0 => "first up", 1 => "second up", _ => "down" };
            string level = kind == "second up" ? "changed" : "first";
            TimeSpan after = usual[kind] * random.NextDouble();
            string because = string.Create(CultureInfo.InvariantCulture, $"of moment {moment} of seed {Seed}: a {kind}, killed after {after.TotalMilliseconds:0} ms");

            await KillAsync(after, level, kind == "down" ? Down : Up);
            await SucceedAsync(level, kind == "down" ? Down : Up, because);
            if (kind == "down")
            {
                await stack.AssertIsGoneAsync(because);
            }
            else
            {
                await stack.AssertIsUpAsync(level, because);
                (await RunAsync(level, "plan")).ExitCode.Should().Be(0, because);
            }
        }

        await SucceedAsync("first", Down, "it is the end");
        await stack.AssertIsGoneAsync("it is the end");
    }

    private static string[] Up => ["up", "-d", "-t", "0"];

    private static string[] Down => ["down", "-t", "0"];

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : otherwise;

    // How long each kind takes when nobody disturbs it.
    private async Task<Dictionary<string, TimeSpan>> TimeAsync()
    {
        var usual = new Dictionary<string, TimeSpan>();
        foreach ((string kind, string level, string[] command) in new[] { ("first up", "first", Up), ("second up", "changed", Up), ("down", "changed", Down) })
        {
            long began = Stopwatch.GetTimestamp();
            await SucceedAsync(level, command, "nobody disturbs it");
            usual.Add(kind, Stopwatch.GetElapsedTime(began));
        }

        return usual;
    }

    private async Task KillAsync(TimeSpan after, string level, string[] command)
    {
        await using ToolProcess tool = ToolProcess.Start(Engine.Endpoint, EightServices.Yaml(level), ["-p", Project, .. command]);
        await Task.Delay(after, Cancelled);
        tool.Kill();
    }

    private async Task SucceedAsync(string level, string[] command, string because)
    {
        (int exitCode, string error) = await RunAsync(level, command);
        exitCode.Should().Be(0, $"{because}: {error}");
    }

    private Task<(int ExitCode, string Error)> RunAsync(string level, params string[] command) =>
        ToolProcess.RunAsync(Engine.Endpoint, EightServices.Yaml(level), ["-p", Project, .. command]);
}
