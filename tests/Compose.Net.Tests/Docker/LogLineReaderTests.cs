using System.Buffers.Binary;
using System.Text;
using Compose.Net.Docker.Streams;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class LogLineReaderTests
{
    private const string First = "2026-11-25T22:54:00.011673466Z ";
    private const string Second = "2026-11-25T22:54:01.000000001Z ";

    [Fact]
    public async Task A_time_stands_before_each_frame_and_is_no_part_of_the_line()
    {
        LogPiece[] lines = await ReadAsync([.. Frame(1, First + "one\n"), .. Frame(2, Second + "two\r\n")], terminal: false);

        lines.Should().Equal(new LogPiece(OutputSource.StandardOutput, 1795647240_011673466, "one"), new LogPiece(OutputSource.StandardError, 1795647241_000000001, "two"));
    }

    [Fact]
    public async Task A_long_line_is_kept_in_several_frames_and_is_one_line_of_the_first_ones_time()
    {
        string half = new('x', 16 * 1024);

        LogPiece[] lines = await ReadAsync([.. Frame(1, First + half), .. Frame(2, First + "between\n"), .. Frame(1, Second + half + "\n")], terminal: false);

        lines.Select(line => line.Text).Should().Equal("between", half + half);
        lines[1].Time.Should().Be(1795647240_011673466);
    }

    [Fact]
    public async Task A_character_cut_in_two_by_frames_is_whole_again()
    {
        byte[] text = Encoding.UTF8.GetBytes("aü€😀");
        for (int cut = 1; cut < text.Length; cut++)
        {
            byte[] bytes = [.. Frame(1, [.. Encoding.UTF8.GetBytes(First), .. text[..cut]]), .. Frame(1, [.. Encoding.UTF8.GetBytes(Second), .. text[cut..], (byte)'\n'])];

            (await ReadAsync(bytes, terminal: false)).Select(line => line.Text).Should().Equal("aü€😀");
        }
    }

    [Fact]
    public async Task With_a_terminal_the_times_stand_between_the_bare_pieces()
    {
        string half = new('x', 16 * 1024);
        byte[] bytes = Encoding.UTF8.GetBytes($"{First}one\r\n{First}{half}{Second}tail\r\n{Second}no end");

        (await ReadAsync(bytes, terminal: true)).Should().Equal(
            new LogPiece(OutputSource.StandardOutput, 1795647240_011673466, "one"),
            new LogPiece(OutputSource.StandardOutput, 1795647240_011673466, half + "tail"),
            new LogPiece(OutputSource.StandardOutput, 1795647241_000000001, "no end"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_lines_are_the_same_however_the_bytes_arrive(bool terminal)
    {
        string text = $"{First}one\n";
        byte[] bytes = terminal ? Encoding.UTF8.GetBytes(text + Second + "\n" + Second + "zwölf\n") : [.. Frame(1, text), .. Frame(1, Second + "\n"), .. Frame(1, Second + "zwölf\n")];
        for (int step = 1; step < 20; step++)
            (await ReadAsync(bytes, terminal, step)).Select(line => line.Text).Should().Equal("one", "", "zwölf");
    }

    [Fact]
    public async Task What_looks_like_no_time_is_text()
    {
        (await ReadAsync(Frame(1, "no time here\n"), terminal: false)).Should().Equal(new LogPiece(OutputSource.StandardOutput, 0, "no time here"));
        (await ReadAsync(Encoding.UTF8.GetBytes("no time here\n"), terminal: true)).Should().Equal(new LogPiece(OutputSource.StandardOutput, 0, "no time here"));
    }

    [Fact]
    public async Task A_line_without_an_end_does_not_grow_without_limit()
    {
        string piece = new('é', 8 * 1024);
        byte[] bytes = [.. Enumerable.Repeat(Frame(1, First + piece), 200).SelectMany(frame => frame), .. Frame(1, First + "\n")];

        LogPiece[] lines = await ReadAsync(bytes, terminal: false);

        string.Concat(lines.Select(line => line.Text)).Should().Be(string.Concat(Enumerable.Repeat(piece, 200)));
        lines.Length.Should().BeGreaterThan(3);
        lines.Should().AllSatisfy(line => line.Text.Length.Should().BeLessThan(1_100_000));
    }

    private static byte[] Frame(int source, string text) => Frame(source, Encoding.UTF8.GetBytes(text));

    private static byte[] Frame(int source, byte[] payload)
    {
        byte[] frame = [(byte)source, 0, 0, 0, 0, 0, 0, 0, .. payload];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), payload.Length);
        return frame;
    }

    private static async Task<LogPiece[]> ReadAsync(byte[] bytes, bool terminal, int step = int.MaxValue)
    {
        using var stream = new Dripping(bytes, step);
        var lines = new List<LogPiece>();
        await foreach (LogPiece line in new LogLineReader(terminal).ReadAsync(stream, TestContext.Current.CancellationToken))
            lines.Add(line);
        return [.. lines];
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, step)], cancellationToken);
    }
}
