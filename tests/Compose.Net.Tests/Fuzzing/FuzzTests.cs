using System.Globalization;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Whatever is in a file, loading it ends soon, with a project or with errors at places of the file, and never with an exception.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20_240_817;

    [Fact]
    public void Twenty_thousand_odd_files_yield_diagnostics_only()
    {
        var hunt = new Hunt(Seed);

        hunt.Run(20_000, TestContext.Current.CancellationToken).Should().BeNull();

        hunt.Tried.Should().Be(20_000);
    }

    [Fact]
    public void The_same_seed_draws_the_same_file() => Hunt.Text(1, 2).Should().Be(Hunt.Text(1, 2)).And.NotBe(Hunt.Text(1, 3));

    [Fact]
    public void Some_of_the_files_load_and_most_do_not()
    {
        int loaded = Enumerable.Range(0, 500).Count(number => ComposeFiles.Loaded.Result(Hunt.Text(Seed, number), "*").Succeeded);

        loaded.Should().BeInRange(25, 400);
    }

    [Fact]
    public void A_failing_text_is_made_small() => Minimise.Text("one\ntwo x\nthree\n", text => text.Contains('x', StringComparison.Ordinal)).Should().Be("x");

    /// <summary>The verb "fuzz" of build.cs.</summary>
    [Fact(Explicit = true)]
    public void A_long_hunt_finds_nothing()
    {
        int seconds = Number("COMPOSE_NET_FUZZ_SECONDS") ?? 60;
        int seed = Number("COMPOSE_NET_FUZZ_SEED") ?? Environment.TickCount;
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var hunt = new Hunt(seed);

        string? report = hunt.Run(int.MaxValue - Environment.ProcessorCount, time.Token);

        TestContext.Current.TestOutputHelper?.WriteLine($"{hunt.Tried} files of seed {seed}");
        report.Should().BeNull();
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
}
