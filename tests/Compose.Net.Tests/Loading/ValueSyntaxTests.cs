using System.Collections.Immutable;
using Compose.Net.Loading.Values;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Loading;

public sealed class ValueSyntaxTests
{
    [Theory]
    [InlineData("80", ":?->80/tcp")]
    [InlineData("8080:80", ":8080->80/tcp")]
    [InlineData("127.0.0.1:8080:80/udp", "127.0.0.1:8080->80/udp")]
    [InlineData("127.0.0.1::80", "127.0.0.1:?->80/tcp")]
    [InlineData(":80", ":?->80/tcp")]
    [InlineData("[::1]:80:80", "::1:80->80/tcp")]
    [InlineData("3000-3002", ":?->3000/tcp :?->3001/tcp :?->3002/tcp")]
    [InlineData("9090-9091:8080-8081", ":9090->8080/tcp :9091->8081/tcp")]
    [InlineData("8000-9000:80", ":8000-9000->80/tcp")]
    [InlineData("80-80:8080", ":80->8080/tcp")]
    [InlineData("0:80", ":0->80/tcp")]
    [InlineData("80/SCTP", ":?->80/sctp")]
    public void A_short_port_is_written_out(string text, string expected)
    {
        PortSyntax.Parse(text, out ImmutableArray<PortDefinition> ports).Should().BeNull();

        string.Join(' ', ports.Select(port => $"{port.HostIp}:{port.Published ?? "?"}->{port.Target}/{port.Protocol}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("80:")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("65536:80")]
    [InlineData("a:80")]
    [InlineData("80-79")]
    [InlineData("5-6:80-90")]
    [InlineData("80/foo")]
    [InlineData("::1:80:80")]
    [InlineData("localhost:80:80")]
    [InlineData("1.1.1:80:80")]
    [InlineData("80 ")]
    [InlineData("+80")]
    public void A_port_that_cannot_be_read_says_why(string text) => PortSyntax.Parse(text, out _).Should().EndWith(".");

    [Theory]
    [InlineData("/a", null, "/a", null, false)]
    [InlineData("data:/a", "data", "/a", null, false)]
    [InlineData("./d:/a:ro,z", "./d", "/a", "ro,z", true)]
    [InlineData("~/d:/a", "~/d", "/a", null, true)]
    [InlineData("x:/y", "x", "/y", null, false)]
    [InlineData("d:/z:ro", "d", "/z", "ro", false)]
    [InlineData("c:/x:/y:ro", "c:/x", "/y", "ro", true)]
    [InlineData(@"C:\x:/y", @"C:\x", "/y", null, true)]
    [InlineData(@"C:\x:d:\y", @"C:\x", @"d:\y", null, true)]
    public void A_short_mount_is_taken_apart(string text, string? source, string target, string? options, bool isBind)
    {
        MountSyntax.Parse(text, out MountSyntax mount).Should().BeNull();

        mount.Should().Be(new MountSyntax(source, target, options));
        mount.IsBind.Should().Be(isBind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":/a")]
    [InlineData("a:")]
    [InlineData("/a::/b")]
    [InlineData("/a:/b:ro:rw")]
    public void A_mount_that_cannot_be_read_says_why(string text) => MountSyntax.Parse(text, out _).Should().EndWith(".");

    [Theory]
    [InlineData("sh -c \"echo 'a b'\"", "sh|-c|echo 'a b'")]
    [InlineData("a  b\tc", "a|b|c")]
    [InlineData("a\"b c\"d", "ab cd")]
    [InlineData("a\\ b", "a b")]
    [InlineData("'a\\'", "a\\")]
    [InlineData("a '' b", "a||b")]
    [InlineData("$(x y) z", "$(x y)|z")]
    [InlineData("   ", "")]
    public void A_command_line_is_split_into_words(string line, string expected)
    {
        CommandLine.TrySplit(line, out ImmutableArray<string> words, out int cut).Should().BeTrue();

        string.Join('|', words).Should().Be(expected);
        cut.Should().Be(-1);
    }

    [Theory]
    [InlineData("a && b", "a", 2)]
    [InlineData("a;b", "a", 1)]
    [InlineData("a 2>x", "a", 3)]
    public void A_command_line_ends_where_a_shell_would_take_over(string line, string expected, int at)
    {
        CommandLine.TrySplit(line, out ImmutableArray<string> words, out int cut).Should().BeTrue();

        string.Join('|', words).Should().Be(expected);
        cut.Should().Be(at);
    }

    [Theory]
    [InlineData("a \"b")]
    [InlineData("a 'b")]
    [InlineData("a\\")]
    [InlineData("(a)")]
    [InlineData("a `b")]
    public void A_command_line_with_an_open_end_is_refused(string line) => CommandLine.TrySplit(line, out _, out _).Should().BeFalse();

    [Theory]
    [InlineData("90s", "1m30s")]
    [InlineData("1h1m1s1ms1us", "1h1m1.001001s")]
    [InlineData("1w2d3h", "219h0m0s")]
    [InlineData("1.5s", "1.5s")]
    [InlineData("500ms", "500ms")]
    [InlineData("100us", "100µs")]
    [InlineData("0", "0s")]
    [InlineData("0s", "0s")]
    [InlineData("-10s", "-10s")]
    [InlineData(".5m", "30s")]
    public void A_duration_prints_as_docker_compose_prints_it(string text, string expected)
    {
        Durations.TryParse(text, out TimeSpan duration).Should().BeTrue();

        Durations.Print(duration).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("1 s")]
    [InlineData("1m30")]
    [InlineData("2M")]
    [InlineData("1..5s")]
    [InlineData("99999999999999999999h")]
    [InlineData("9999999999h")]
    public void What_is_no_duration_is_refused(string text) => Durations.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1024", 1024)]
    [InlineData("1k", 1024)]
    [InlineData("1.5gb", 1610612736)]
    [InlineData("64 MiB", 67108864)]
    public void A_size_is_read_in_units_of_1024(string text, long expected)
    {
        ByteSizes.TryParse(text, out long bytes).Should().BeTrue();

        bytes.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-1")]
    [InlineData("1x")]
    [InlineData("99999999p")]
    public void What_is_no_size_is_refused(string text) => ByteSizes.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData("/a/", "/a")]
    [InlineData("/a/../b", "/b")]
    [InlineData("//a//b", "/a/b")]
    [InlineData("/", "/")]
    [InlineData("/..", "/")]
    [InlineData("./a/.", "a")]
    [InlineData("/a..b", "/a..b")]
    public void A_path_inside_a_container_is_cleaned(string path, string expected) => ContainerPath.Clean(path).Should().Be(expected);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.1", false)]
    [InlineData("0x7f.0.0.1", false)]
    [InlineData("010.1.2.3", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("::", true)]
    [InlineData("x", false)]
    public void Only_full_addresses_are_addresses(string text, bool expected) => Addresses.TryParse(text, out _).Should().Be(expected);
}
