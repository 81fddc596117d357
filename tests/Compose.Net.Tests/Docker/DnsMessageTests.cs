using System.Net;
using Compose.Net.Docker.Namespaces;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class DnsMessageTests
{
    // The answer of a Docker Engine to "db": one question, one answer that points back to the question's name.
    private const string Answer = "0001 8180 0001 0001 0000 0000 02 6462 00 0001 0001 C00C 0001 0001 00000258 0004 AC120002";

    [Fact]
    public void A_question_names_one_name_and_one_kind() =>
        Convert.ToHexString(DnsMessage.Question("db.shop", DnsMessage.Ipv4)).Should().Be("000101000001000000000000" + "026462" + "0473686F70" + "00" + "00010001");

    [Fact]
    public void An_answer_gives_its_addresses() => DnsMessage.Addresses(Bytes(Answer), DnsMessage.Ipv4).Should().Equal(IPAddress.Parse("172.18.0.2"));

    [Fact]
    public void An_answer_of_another_kind_gives_none() => DnsMessage.Addresses(Bytes(Answer), DnsMessage.Ipv6).Should().BeEmpty();

    [Fact]
    public void What_is_cut_off_or_senseless_gives_none_and_never_fails()
    {
        byte[] answer = Bytes(Answer);
        for (int length = 0; length < answer.Length; length++)
        {
            DnsMessage.Addresses(answer.AsSpan(0, length), DnsMessage.Ipv4).Should().BeEmpty();
        }

        for (int place = 0; place < answer.Length; place++)
        {
            byte[] broken = [.. answer];
            broken[place] = 0xFF;
            DnsMessage.Addresses(broken, DnsMessage.Ipv4).Length.Should().BeLessThanOrEqualTo(1);
        }
    }

    private static byte[] Bytes(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
