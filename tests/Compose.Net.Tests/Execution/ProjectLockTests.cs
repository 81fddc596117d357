using System.Runtime.Versioning;
using Compose.Net.Execution;
using Compose.Net.Execution.Locking;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Execution;

public sealed class ProjectLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-locks").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_writer_waits_for_the_first_and_hears_which_process_it_is()
    {
        var heard = new Heard();
        LockFile first = await Take("engine", "shop");
        Task<LockFile> second = Locks().TakeAsync("engine", "shop", Timeout.InfiniteTimeSpan, heard, Cancelled);

        ComposeEvent awaited = await heard.First.WaitAsync(Cancelled);
        second.IsCompleted.Should().BeFalse();
        first.Dispose();
        (await second).Dispose();

        awaited.Should().Be(new ProjectAwaited("shop", Environment.ProcessId));
    }

    [Fact]
    public async Task Other_projects_and_other_engines_wait_for_nobody()
    {
        using LockFile first = await Take("engine", "shop");
        using LockFile otherProject = await Take("engine", "blog");
        using LockFile otherEngine = await Take("another", "shop");

        Directory.GetFiles(_folder, "*.lock").Should().HaveCount(3);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_lock_that_was_given_back()
    {
        (await Take("engine", "shop")).Dispose();

        Directory.GetFileSystemEntries(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_wait_that_takes_too_long_names_the_process_and_the_way_out()
    {
        using LockFile first = await Take("engine", "shop");
        Func<Task> second = () => Locks().TakeAsync("engine", "shop", TimeSpan.Zero, progress: null, Cancelled);

        ComposeConflictException error = (await second.Should().ThrowAsync<ComposeConflictException>()).Which;

        error.Code.Should().Be("CN0450");
        error.Message.Should().Contain($"process {Environment.ProcessId}").And.Contain("--lock-timeout").And.Contain("LockTimeout");
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using LockFile first = await Take("engine", "shop");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task<LockFile> second = Locks().TakeAsync("engine", "shop", Timeout.InfiniteTimeSpan, progress: null, cancellation.Token);

        await cancellation.CancelAsync();

        await second.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task What_a_killed_process_left_lying_keeps_nobody_out()
    {
        string[] files;
        using (await Take("engine", "shop"))
        {
            files = Directory.GetFiles(_folder);
        }

        foreach (string file in files)
        {
            await File.WriteAllTextAsync(file, "4711", Cancelled);
        }

        (await Take("engine", "shop", TimeSpan.Zero)).Dispose();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_passed_over()
    {
        string file = Path.Join(_folder, "file");
        await File.WriteAllTextAsync(file, "", Cancelled);
        string unusable = Path.Join(file, "locks"), usable = Path.Join(_folder, "locks");

        using LockFile taken = await new ProjectLocks([unusable, usable], TimeProvider.System).TakeAsync("engine", "shop", TimeSpan.Zero, progress: null, Cancelled);
        Func<Task> nowhere = () => new ProjectLocks([unusable], TimeProvider.System).TakeAsync("engine", "shop", TimeSpan.Zero, progress: null, Cancelled);

        Directory.GetFiles(usable, "*.lock").Should().ContainSingle();
        (await nowhere.Should().ThrowAsync<ComposeConflictException>()).Which.Should().Match<ComposeConflictException>(error => error.Code == "CN0452" && error.Message.Contains(unusable));
    }

    [Theory]
    [InlineData("open")]
    [InlineData("link")]
    [InlineData("none")]
    [UnsupportedOSPlatform("windows")]
    public async Task Among_the_files_of_others_only_a_folder_of_ones_own_is_used(string prepared)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no folder for all.");
        string shared = Path.Join(_folder, "tmp"), folder = Path.Join(shared, "locks"), elsewhere = Path.Join(_folder, "elsewhere");
        Directory.CreateDirectory(shared);
        Directory.CreateDirectory(elsewhere);
        const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
        File.SetUnixFileMode(shared, Everybody);
        if (prepared == "open")
            File.SetUnixFileMode(Directory.CreateDirectory(folder).FullName, Everybody);
        else if (prepared == "link")
            Directory.CreateSymbolicLink(folder, elsewhere);
        Func<Task> take = async () => (await new ProjectLocks([folder], TimeProvider.System).TakeAsync("engine", "shop", TimeSpan.Zero, progress: null, Cancelled)).Dispose();

        if (prepared == "none")
        {
            await take();
            File.GetUnixFileMode(folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            (await take.Should().ThrowAsync<ComposeConflictException>().WithMessage("*is not this user's alone*")).Which.Code.Should().Be("CN0452");
        }

        Directory.GetFileSystemEntries(elsewhere).Should().BeEmpty();
    }

    [Fact]
    public async Task Of_many_that_take_it_at_once_only_one_has_it_at_a_time()
    {
        string path = Path.Join(_folder, "x.lock");
        int inside = 0, most = 0, turns = 0;

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (int turn = 0; turn < 200; turn++)
            {
                LockFile? taken;
                while (!LockFile.TryTake(path, out taken))
                {
                    Thread.Yield();
                }

                using (taken)
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    turns++;
                    Interlocked.Decrement(ref inside);
                }
            }
        }, Cancelled)));

        (most, turns).Should().Be((1, 1200));
    }

    private ProjectLocks Locks() => new([_folder], TimeProvider.System);

    private Task<LockFile> Take(string engine, string project, TimeSpan? timeout = null) =>
        Locks().TakeAsync(engine, project, timeout ?? Timeout.InfiniteTimeSpan, progress: null, Cancelled);

    private sealed class Heard : IProgress<ComposeEvent>
    {
        private readonly TaskCompletionSource<ComposeEvent> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<ComposeEvent> First => _first.Task;

        public void Report(ComposeEvent value) => _first.TrySetResult(value);
    }
}
