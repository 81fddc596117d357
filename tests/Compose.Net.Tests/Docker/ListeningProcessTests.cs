using Compose.Net.Docker.Errors;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ListeningProcessTests : IDisposable
{
    private readonly string _proc = Directory.CreateTempSubdirectory("cnproc").FullName;

    public ListeningProcessTests()
    {
        Write("net/tcp", "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1\n   1: 0100007F:1F91 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1\n");
        Write("812/comm", "nginx\n");
        Directory.CreateDirectory(Path.Join(_proc, "812", "fd"));
        File.CreateSymbolicLink(Path.Join(_proc, "812", "fd", "3"), "socket:[4711]");
    }

    [Fact]
    public void The_process_that_listens_on_a_port_is_named() => ListeningProcess.On(8080, _proc).Should().Be("process \"nginx\" (pid 812)");

    [Theory]
    [InlineData(8081)] // A connection, nobody who listens.
    [InlineData(80)]
    public void Nobody_is_named_where_nobody_listens(int port) => ListeningProcess.On(port, _proc).Should().BeNull();

    public void Dispose() => Directory.Delete(_proc, recursive: true);

    private void Write(string file, string text)
    {
        string path = Path.Join(_proc, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
