using System.Text;
using Compose.Net.Docker.Transport;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class OutputTailTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(26)]
    public void The_end_is_kept_however_it_comes(int piece)
    {
        var tail = new OutputTail(5);

        foreach (byte[] bytes in Encoding.UTF8.GetBytes("abcdefghijklmnopqrstuvwxyz").Chunk(piece))
            tail.Add(bytes);

        tail.ToString().Should().Be("vwxyz");
    }

    [Fact]
    public void What_fits_is_kept_whole()
    {
        var tail = new OutputTail(5);
        tail.Add("ab"u8);
        tail.Add("c"u8);

        tail.ToString().Should().Be("abc");
    }
}
