using Compose.Net.Engine.Tests.Support;
using Compose.Net.Testing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Testing;

public sealed class PinnedFixtureTests(EngineFixture engine) : EngineTest(engine)
{
    [Fact]
    public async Task Copies_of_a_file_that_pins_names_ports_and_subnets_run_beside_each_other()
    {
        var copies = Enumerable.Range(0, 3).Select(_ => new PinnedFixture()).ToList();
        using var http = new HttpClient();
        try
        {
            await Task.WhenAll(copies.Select(copy => copy.InitializeAsync().AsTask()));

            string[] pages = await Task.WhenAll(copies.Select(copy => http.GetStringAsync(copy.GetUri("web", 8080), Cancelled)));
            pages.Should().AllBe("pinned\n");
            (await OfCopiesAsync()).Should().HaveCount(3 * 3, "each has a container, a network and a volume");
            copies.Select(copy => copy.GetEndpoint("web", 8080).Port).Should().OnlyHaveUniqueItems().And.NotContain(18081);
        }
        finally
        {
            await Task.WhenAll(copies.Select(copy => copy.DisposeAsync().AsTask()));
        }

        (await OfCopiesAsync()).Should().BeEmpty();

        async Task<string[]> OfCopiesAsync()
        {
            var found = new List<string>();
            foreach (string label in copies.Select(copy => $"label=com.docker.compose.project={copy.ProjectName}"))
            {
                found.AddRange(await Docker.ListAsync("ps", "-aq", "--filter", label));
                found.AddRange(await Docker.ListAsync("network", "ls", "-q", "--filter", label));
                found.AddRange(await Docker.ListAsync("volume", "ls", "-q", "--filter", label));
            }

            return [.. found];
        }
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_at_the_next_start()
    {
        Lease dead = Lease.OfThisProcess(DateTimeOffset.UnixEpoch) with { Started = "1" };
        string[] labels = ["--label", $"com.docker.compose.project={Project}", "--label", $"{Lease.Label}={dead}"];
        await Docker.RunAsync(["network", "create", .. labels, $"{Project}_left"]);
        await Docker.RunAsync(["volume", "create", .. labels, $"{Project}_left"]);
        await Docker.RunAsync(["run", "-d", .. labels, "--label", "com.docker.compose.service=web", "--network", $"{Project}_left", "-v", $"{Project}_left:/v", "--name", $"{Project}-web-1", "busybox", "sleep", "600"]);

        await using var next = new PinnedFixture();
        await next.InitializeAsync();

        (await Docker.HasAsync("container", $"{Project}-web-1")).Should().BeFalse();
        (await Docker.HasAsync("network", $"{Project}_left")).Should().BeFalse();
        (await Docker.HasAsync("volume", $"{Project}_left")).Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_that_was_built_for_the_tests_goes_with_them_unless_it_is_to_stay(bool keep)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("compose-net-fixture-");
        string label = "";
        string[] images;
        try
        {
            await File.WriteAllTextAsync(Path.Join(folder.FullName, "Dockerfile"), "FROM busybox\nCMD [\"sleep\", \"600\"]\n", Cancelled);
            await File.WriteAllTextAsync(Path.Join(folder.FullName, "compose.yaml"), "services: {app: {build: ., stop_signal: SIGKILL}}\n", Cancelled);
            await using (var fixture = new BuiltFixture(Path.Join(folder.FullName, "compose.yaml"), keep))
            {
                await fixture.InitializeAsync();
                label = $"label=com.docker.compose.project={fixture.ProjectName}";
                (await Docker.ListAsync("images", "-q", "--filter", label)).Should().ContainSingle();
            }

            images = await Docker.ListAsync("images", "-q", "--filter", label);
        }
        finally
        {
            folder.Delete(recursive: true);
            if (label.Length > 0 && await Docker.ListAsync("images", "-q", "--filter", label) is { Length: > 0 } left)
                await Docker.TryRunAsync(["rmi", "-f", .. left]);
        }

        images.Should().HaveCount(keep ? 1 : 0);
    }

    private sealed class BuiltFixture(string file, bool keep) : ComposeFixture(file)
    {
        protected override void Configure(ComposeFixtureOptions options) => options.KeepImages = keep;
    }

    private sealed class PinnedFixture() : ComposeFixture("Testing/pinned.yaml");
}
