using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text;
using Compose.Net.Docker.Building;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

/// <summary>What is sent to the engine's builder, and what is understood of its answer.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compose-net-build-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_context_is_sent_in_the_order_of_names_with_links_modes_and_times()
    {
        Write("Dockerfile", "FROM busybox");
        Write("b/run.sh", "#!/bin/sh");
        Write("b.txt", "b");
        Write("a.txt", "a");
        Directory.CreateDirectory(At("empty"));
        File.CreateSymbolicLink(At("link"), "../outside");
        File.CreateSymbolicLink(At("folder"), "b");
        File.SetLastWriteTimeUtc(At("a.txt"), new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("b/run.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        List<TarEntry> entries = await SendAsync(new BuildDefinition { Context = _folder.FullName });

        entries.Select(entry => entry.Name).Should().Equal("Dockerfile", "a.txt", "b/", "b/run.sh", "b.txt", "empty/", "folder", "link");
        entries.Single(entry => entry.Name == "a.txt").ModificationTime.Should().Be(new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero));
        entries.Single(entry => entry.Name == "link").Should().BeEquivalentTo(new { EntryType = TarEntryType.SymbolicLink, LinkName = "../outside" });
        entries.Single(entry => entry.Name == "folder").Should().BeEquivalentTo(new { EntryType = TarEntryType.SymbolicLink, LinkName = "b" });
        entries.Should().OnlyContain(entry => entry.Uid == 0 && entry.Gid == 0);
        if (!OperatingSystem.IsWindows())
        {
            entries.Single(entry => entry.Name == "b/run.sh").Mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task What_is_ignored_is_not_sent_but_the_Dockerfile_and_the_ignore_file_are()
    {
        Write("docker/Dockerfile", "FROM busybox");
        Write("docker/other", "x");
        Write("src/a.c", "c");
        Write("src/deep/a.h", "h");
        Write(".dockerignore", "*\n!src/**/*.h\n");

        List<TarEntry> entries = await SendAsync(new BuildDefinition { Context = _folder.FullName, Dockerfile = "docker/Dockerfile" });

        entries.Select(entry => entry.Name).Should().Equal(".dockerignore", "docker/Dockerfile", "src/deep/a.h");
    }

    [Fact]
    public async Task An_ignore_file_named_after_the_Dockerfile_wins()
    {
        Write("web.Dockerfile", "FROM busybox");
        Write("web.Dockerfile.dockerignore", "a.txt");
        Write(".dockerignore", "b.txt");
        Write("a.txt", "a");
        Write("b.txt", "b");

        List<TarEntry> entries = await SendAsync(new BuildDefinition { Context = _folder.FullName, Dockerfile = "web.Dockerfile" });

        entries.Select(entry => entry.Name).Should().Contain("b.txt").And.NotContain("a.txt");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Dockerfile_from_elsewhere_is_sent_under_a_name_that_the_build_does_not_see(bool inline)
    {
        Write("outside/Dockerfile", "FROM busybox");
        Write("context/a.txt", "a");
        Write("context/.dockerignore", "b.txt");
        var build = new BuildDefinition { Context = At("context"), Dockerfile = inline ? null : "../outside/Dockerfile", DockerfileInline = inline ? "FROM busybox" : null };

        List<TarEntry> entries = await SendAsync(build);

        string name = BuildContext.Find(Operation(build)).Dockerfile;
        name.Should().MatchRegex("^\\.dockerfile\\.[0-9a-f]{20}$");
        entries.Select(entry => entry.Name).Should().Equal(name, ".dockerignore", "a.txt");
        Text(entries[0]).Should().Be("FROM busybox");
        Text(entries[1]).Should().Be($"b.txt\n{name}\n");
    }

    [Theory]
    [InlineData("gone", null, "its context \"*gone\" is no folder. Correct \"build.context\", or make the folder.")]
    [InlineData(".", null, "there is no Dockerfile \"*Dockerfile\". Correct \"build.dockerfile\", which starts from the context, or write the file.")]
    [InlineData(".", "ignored", "in its .dockerignore, \"!\" stands alone: a pattern must follow it.")]
    [InlineData("https://example.org/x.git", "inline", "its context \"https://example.org/x.git\" is fetched by the engine, which cannot put a \"dockerfile_inline\" into it. Name a Dockerfile of the context with \"dockerfile\".")]
    public void A_context_that_cannot_be_used_is_named_with_the_way_out(string context, string? kind, string why)
    {
        if (kind == "ignored")
        {
            Write("Dockerfile", "FROM busybox");
            Write(".dockerignore", "!");
        }

        var build = new BuildDefinition { Context = context.Contains(':', StringComparison.Ordinal) ? context : At(context), DockerfileInline = kind == "inline" ? "FROM x" : null };

        FluentActions.Invoking(() => BuildContext.Find(Operation(build))).Should().Throw<ComposeEngineException>()
            .WithMessage($"Image \"p-web\" could not be built: {why}").Which.Code.Should().Be("CN0437");
    }

    [Fact]
    public void All_that_the_builder_knows_is_asked_of_it()
    {
        var build = new BuildDefinition
        {
            Context = "/src",
            Target = "final",
            Args = Map(("A", "x y"), ("B", "")),
            Tags = ["a:1", "b:2"],
            CacheFrom = ["base:1", "type=gha"],
            NoCache = true,
            Pull = true,
            Network = "host",
            ExtraHosts = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("h", ["10.0.0.1", "host-gateway"]),
            SharedMemorySize = 1024,
            Isolation = "default",
            Ulimits = ImmutableSortedDictionary<string, UlimitDefinition>.Empty.Add("nofile", new UlimitDefinition(10, 20)),
        };

        string query = Uri.UnescapeDataString(BuildQuery.Of(Operation(build) with { Platform = "linux/amd64", Memory = 4096 }, "Dockerfile", build.Args));

        query.Should().Be("build?version=1&rm=1&forcerm=1&t=p-web&t=a:1&t=b:2&dockerfile=Dockerfile&target=final&platform=linux/amd64&networkmode=host&isolation=default&nocache=1&pull=1&memory=4096&shmsize=1024"
            + "&extrahosts=h:10.0.0.1&extrahosts=h:host-gateway&buildargs={\"A\":\"x y\",\"B\":\"\"}&labels={\"l\":\"1\"}&cachefrom=[\"base:1\"]&ulimits=[{\"Name\":\"nofile\",\"Soft\":10,\"Hard\":20}]");
        Uri.UnescapeDataString(BuildQuery.Of(Operation(new BuildDefinition { Context = "https://example.org/x.git#v1:web" }), "Dockerfile", Map()))
            .Should().Contain("&remote=https://example.org/x.git#v1:web");
    }

    [Fact]
    public void The_answer_is_read_line_by_line_and_the_failing_step_is_remembered()
    {
        var said = new List<string>();
        var output = new BuildOutput(new Listener(said));

        output.Take(new BuildMessage { Stream = "Step 1/2 : FROM busybox\n" });
        output.Take(new BuildMessage { Stream = "\n ---> 801b\n" });
        output.Take(new BuildMessage { Stream = "Step 2/2 : RUN make" });
        output.Take(new BuildMessage { Stream = "\n" });
        for (int line = 1; line <= 25; line++)
        {
            output.Take(new BuildMessage { Stream = $"\u001b[91mline {line}\n\u001b[0m" });
        }

        output.Take(new BuildMessage { Error = "returned a non-zero code: 2" });

        output.Step.Should().Be("2/2 : RUN make");
        output.Error.Should().Be("returned a non-zero code: 2");
        output.LastLines.Should().HaveCount(20).And.StartWith("line 6").And.EndWith("line 25");
        said.Should().StartWith(["Step 1/2 : FROM busybox", " ---> 801b", "Step 2/2 : RUN make", "line 1"]);
    }

    private static BuildImage Operation(BuildDefinition build) => new("p-web", build, Map(("l", "1")));

    private static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    [Fact]
    public async Task A_file_that_grows_meanwhile_is_sent_as_long_as_it_was()
    {
        Write("Dockerfile", "FROM busybox");
        Write("a.log", "begun");
        Write("b.txt", "whole");

        List<TarEntry> entries = await SendAsync(new BuildDefinition { Context = _folder.FullName }, () => File.AppendAllText(At("a.log"), new string('x', 5000)));

        entries.Select(Text).Should().Equal("FROM busybox", "begun", "whole");
    }

    [Fact]
    public async Task A_file_that_becomes_shorter_meanwhile_is_named()
    {
        Write("Dockerfile", "FROM busybox");
        Write("a.log", "begun");

        Func<Task> send = () => SendAsync(new BuildDefinition { Context = _folder.FullName }, () => File.WriteAllText(At("a.log"), ""));

        (await send.Should().ThrowAsync<ComposeEngineException>().WithMessage("*\"a.log\" of its context became shorter while it was sent. Build again when nothing writes to it, or name it in .dockerignore.")).Which.Code.Should().Be("CN0437");
    }

    private static async Task<List<TarEntry>> SendAsync(BuildDefinition build, Action? meanwhile = null)
    {
        using var sent = new Meddler(meanwhile);
        await new ContextArchive(Operation(build), BuildContext.Find(Operation(build))).WriteAsync(sent, TestContext.Current.CancellationToken);
        sent.Position = 0;
        using var tar = new TarReader(sent);
        var entries = new List<TarEntry>();
        while (await tar.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static string Text(TarEntry entry)
    {
        using var reader = new StreamReader(entry.DataStream!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private string At(string path) => Path.Join(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    private sealed class Listener(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }

    /// <summary>Does something when the header of a.log is written.</summary>
    private sealed class Meddler(Action? meanwhile) : MemoryStream
    {
        private Action? _meanwhile = meanwhile;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.Span.StartsWith("a.log"u8))
                Interlocked.Exchange(ref _meanwhile, null)?.Invoke();
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
