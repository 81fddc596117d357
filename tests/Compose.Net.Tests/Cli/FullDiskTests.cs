using System.Runtime.CompilerServices;
using Compose.Net.Cli.Output;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public sealed class FullDiskTests
{
    private static readonly IOException NoSpace = new("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28);

    [Fact]
    public async Task What_comes_bit_by_bit_ends_with_the_reason_where_the_disk_is_full()
    {
        await using var text = new StreamedText(new FailingStream(NoSpace));

        (await text.WriteAsync(LinesAsync(), (writer, line) => writer.WriteLine(line))).Should().BeFalse();

        text.Failure.Should().BeSameAs(NoSpace);
    }

    [Fact]
    public async Task A_reader_who_has_gone_is_no_failure()
    {
        await using var text = new StreamedText(new FailingStream(new IOException("Broken pipe", OperatingSystem.IsWindows() ? unchecked((int)0x800700E8) : 32)));

        (await text.WriteAsync(LinesAsync(), (writer, line) => writer.WriteLine(line))).Should().BeFalse();

        text.Failure.Should().BeNull();
    }

    [Fact]
    public async Task After_the_reader_has_gone_nothing_more_is_waited_for()
    {
        await using var text = new StreamedText(new FailingStream(new IOException("Broken pipe", OperatingSystem.IsWindows() ? unchecked((int)0x800700E8) : 32)));

        (await text.WriteAsync(OneAndNoMoreAsync(TestContext.Current.CancellationToken), (writer, line) => writer.WriteLine(line))).Should().BeFalse();
    }

    [Fact]
    public void Bytes_of_others_end_with_the_reason_too()
    {
        using var stream = new HeardStream(new FailingStream(NoSpace));

        Action write = () => stream.Write([1], 0, 1);

        write.Should().Throw<IOException>().Which.Should().BeSameAs(NoSpace);
    }

    [Fact]
    public void The_error_says_what_to_do() =>
        ErrorLines.Of(NoSpace, debug: false).Should().Equal("error CN0504: The output cannot be written: No space left on device. Make room, or write it elsewhere.");

    private static async IAsyncEnumerable<string> OneAndNoMoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "a line";
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    private static async IAsyncEnumerable<string> LinesAsync()
    {
        yield return "a line";
        await Task.Yield();
        yield return "another";
    }

    private sealed class FailingStream(IOException failure) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw failure;

        public override void Write(ReadOnlySpan<byte> buffer) => throw failure;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw failure;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw failure;
    }
}
