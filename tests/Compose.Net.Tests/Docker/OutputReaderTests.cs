using System.Text;
using Compose.Net.Docker.Transport;
using Docker.DotNet;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class OutputReaderTests
{
    [Fact]
    public async Task Frames_are_joined_to_lines_each_stream_by_itself()
    {
        byte[] bytes = [.. Frame(1, "on"), .. Frame(2, "oops\r\n"), .. Frame(1, "e\ntw"), .. Frame(1, "o")];

        (await ReadAsync(bytes, terminal: false)).Should().Equal("oops", "one", "two");
    }

    [Fact]
    public async Task A_frame_may_be_longer_than_any_buffer()
    {
        string line = new('x', 100_000);

        (await ReadAsync(Frame(1, line + "\n"), terminal: false)).Should().Equal(line);
    }

    [Fact]
    public async Task A_character_cut_in_two_is_whole_again()
    {
        byte[] text = Encoding.UTF8.GetBytes("ü\n");
        byte[] bytes = [1, 0, 0, 0, 0, 0, 0, 1, text[0], 1, 0, 0, 0, 0, 0, 0, 2, text[1], text[2]];

        (await ReadAsync(bytes, terminal: false)).Should().Equal("ü");
    }

    [Fact]
    public async Task With_a_terminal_there_are_no_frames()
    {
        (await ReadAsync(Encoding.UTF8.GetBytes("one\r\ntwo"), terminal: true)).Should().Equal("one", "two");
    }

    [Fact]
    public async Task A_stream_that_breaks_off_gives_what_arrived()
    {
        (await ReadAsync([.. Frame(1, "one\n"), 1, 0, 0], terminal: false)).Should().Equal("one");
        (await ReadAsync(Frame(1, "one\ntwo")[..^1], terminal: false)).Should().Equal("one", "tw");
    }

    [Fact]
    public async Task What_the_engine_itself_says_is_no_output_but_an_error()
    {
        var pieces = new List<string>();
        Func<Task> read = async () =>
        {
            await foreach (OutputPiece piece in OutputReader.ReadAsync(new MemoryStream([.. Frame(1, "one"), .. Frame(3, "unexpected EOF\n")]), terminal: false, TestContext.Current.CancellationToken))
                pieces.Add(Encoding.UTF8.GetString(piece.Bytes));
        };

        (await read.Should().ThrowAsync<DockerApiException>()).Which.ResponseBody.Should().Be("unexpected EOF");
        pieces.Should().Equal("one");
    }

    private static byte[] Frame(byte stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] length = BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(bytes.Length));
        return [stream, 0, 0, 0, .. length, .. bytes];
    }

    private static async Task<string[]> ReadAsync(byte[] bytes, bool terminal)
    {
        var lines = new LineCollector();
        await foreach (OutputPiece piece in OutputReader.ReadAsync(new MemoryStream(bytes), terminal, TestContext.Current.CancellationToken))
            lines.Add(piece);
        return [.. lines.Finish()];
    }
}
