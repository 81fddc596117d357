extern alias library;

using FluentAssertions;
using Xunit;
using LatestLook = library::Compose.Net.Hosting.LatestLook<string>;

namespace Compose.Net.Tests.Hosting;

public class LatestLookTests
{
    private readonly LatestLook _latest = new();

    [Fact]
    public async Task The_look_that_began_last_counts_whichever_ends_last()
    {
        TaskCompletionSource<string> first = new(), second = new();
        Task[] looks = [_latest.TakeAsync(() => first.Task), _latest.TakeAsync(() => second.Task)];

        _latest.Seen.Should().BeNull();
        second.SetResult("new");
        first.SetResult("old");
        await Task.WhenAll(looks);

        _latest.Seen.Should().Be("new");
    }

    [Fact]
    public async Task What_was_forgotten_stays_so_until_somebody_looks_anew()
    {
        var underWay = new TaskCompletionSource<string>();
        await _latest.TakeAsync(() => Task.FromResult("there"));
        Task look = _latest.TakeAsync(() => underWay.Task);

        _latest.Forget();
        underWay.SetResult("gone");
        await look;

        _latest.Seen.Should().BeNull();
        await _latest.TakeAsync(() => Task.FromResult("back"));
        _latest.Seen.Should().Be("back");
    }
}
