using Compose.Net.Cli.Output;
using Compose.Net.Model;
using Compose.Net.Planning;
using Compose.Net.Tests.ComposeFiles;
using Compose.Net.Tests.Hosting;
using Compose.Net.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class ImageListTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static readonly ContainerImage[] Images =
    [
        new(
            new ObservedContainer { Id = "c1", Name = "shop-db-1", Service = "db", Image = "registry.local:5000/db:17", ImageId = "sha256:0123456789abcdef0123" },
            new ObservedImage("sha256:0123456789abcdef0123") { Platform = "linux/amd64", Size = 1_984_187, CreatedAt = Now.AddMinutes(-31), TaggedAt = Now.AddMinutes(-30) }),
        new(
            new ObservedContainer { Id = "c2", Name = "shop-web-1", Service = "web", Image = "shop-web", ImageId = "sha256:fedcba98765432100000" },
            new ObservedImage("sha256:fedcba98765432100000") { Platform = "linux/arm64/v8", Size = 412_000_000, CreatedAt = Now.AddDays(-400) }),
        new(new ObservedContainer { Id = "c3", Name = "shop-web-2", Service = "web", Image = "busybox@sha256:1234", ImageId = "sha256:fedcba98765432100000" }, null),
    ];

    [Fact]
    public void The_table_has_docker_composes_columns() => Golden.Verify("Cli/images", ImageTable.Write(Images, Now));

    [Fact]
    public void JSON_is_one_list_with_docker_composes_keys() => Golden.Verify("Cli/images-json", ImageJson.Write(Images));

    [Fact]
    public void Ids_are_listed_once_each() => ImageTable.Ids(Images).Should().Be("0123456789abcdef0123\nfedcba98765432100000\n");

    [Theory]
    [InlineData(0, "0B")]
    [InlineData(999, "999B")]
    [InlineData(1_984_187, "1.98MB")]
    [InlineData(12_345_678, "12.3MB")]
    [InlineData(412_000_000, "412MB")]
    [InlineData(5_000_000_000, "5GB")]
    public void Sizes_have_three_digits(long bytes, string text) => Quantities.Decimal(bytes).Should().Be(text);

    [Fact]
    public async Task The_commands_for_images_do_what_their_options_say()
    {
        ComposeProject project = Loaded.Project("services:\n  a: {build: /src, network_mode: none}\n  b: {image: x, network_mode: none}");
        var journal = new Journal();
        ToolRun Run() => new() { Project = project, Engine = new JournalEngine(journal) };

        (await Run().RunAsync("pull", "-q")).Should().Be(0);
        (await Run().RunAsync("build", "--no-cache", "a")).Should().Be(0);
        ToolRun wrong = Run();
        (await wrong.RunAsync("pull", "c")).Should().Be(1);
        ToolRun both = Run();
        (await both.RunAsync("up", "-d", "--build", "--no-build")).Should().Be(1);
        (await Run().RunAsync("up", "-d", "--build")).Should().Be(0);
        (await Run().RunAsync("push", "b")).Should().Be(0);
        ToolRun nameless = Run();
        (await nameless.RunAsync("push")).Should().Be(0);
        ToolRun size = Run();
        (await size.RunAsync("build", "--memory", "much")).Should().Be(1);

        journal.Lines.Where(line => line.Contains("Image", StringComparison.Ordinal)).Should().Equal("PullImage x", $"BuildImage {project.Name}-a", $"BuildImage {project.Name}-a");
        wrong.Error.Should().StartWith("error CN0460: Project \"p\" has no service \"c\".");
        both.Error.Should().StartWith("error CN0501: ");
        nameless.Error.Should().StartWith("compose.yaml(2,7): warning CN0440: The image of service \"a\" is not pushed");
        size.ErrorLines[0].Should().Be("error CN0501: Option \"--memory\" needs a size, and \"much\" is not that. Give for example 512m.");
    }

    [Fact]
    public async Task Images_of_containers_are_listed_by_service()
    {
        var journal = new Journal();
        var engine = new JournalEngine(journal);
        ComposeProject project = Loaded.Project("services:\n  a: {image: x, network_mode: none}\n  b: {image: x, network_mode: none}");
        await new ToolRun { Project = project, Engine = engine }.RunAsync("up", "-d");
        var run = new ToolRun { Project = project, Engine = engine };
        var wrong = new ToolRun { Project = project, Engine = engine };

        (await run.RunAsync("images", "b")).Should().Be(0);
        (await wrong.RunAsync("images", "c")).Should().Be(1);

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.Subject.Last().Should().StartWith($"{project.Name}-b-1 ");
        wrong.Error.Should().StartWith("error CN0460: ");
    }
}
