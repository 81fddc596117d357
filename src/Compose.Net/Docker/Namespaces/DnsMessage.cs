using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Compose.Net.Docker.Namespaces;

/// <summary>As much of DNS (RFC 1035) as it takes to ask one name server for the addresses of one name. The framework only asks the servers of its own machine.</summary>
internal static class DnsMessage
{
    public const ushort Ipv4 = 1;
    public const ushort Ipv6 = 28;
    public const int Longest = 4096;

    private const int HeaderLength = 12;
    private const int LongestLabel = 63;
    private const ushort WithRecursion = 0x0100;
    private const ushort ClassInternet = 1;

    public static byte[] Question(string name, ushort type)
    {
        var message = new List<byte>(HeaderLength + name.Length + 6);
        Add(message, 1, WithRecursion, 1, 0, 0, 0);
        foreach (string label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            // What is too long for a label is known to nobody.
            byte[] bytes = Encoding.UTF8.GetBytes(label);
            int length = Math.Min(bytes.Length, LongestLabel);
            message.Add((byte)length);
            message.AddRange(bytes.AsSpan(0, length));
        }

        message.Add(0);
        Add(message, type, ClassInternet);
        return [.. message];
    }

    /// <summary>The addresses in an answer; empty where it holds none, or is no answer.</summary>
    public static ImmutableArray<IPAddress> Addresses(ReadOnlySpan<byte> message, ushort type)
    {
        if (message.Length < HeaderLength)
        {
            return [];
        }

        int questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        int answers = BinaryPrimitives.ReadUInt16BigEndian(message[6..]);
        int place = HeaderLength;
        for (int question = 0; question < questions; question++)
        {
            place = BehindName(message, place) + 4;
        }

        ImmutableArray<IPAddress>.Builder addresses = ImmutableArray.CreateBuilder<IPAddress>();
        for (int answer = 0; answer < answers; answer++)
        {
            place = BehindName(message, place);
            if (place + 10 > message.Length)
            {
                break;
            }

            ushort kind = BinaryPrimitives.ReadUInt16BigEndian(message[place..]);
            int length = BinaryPrimitives.ReadUInt16BigEndian(message[(place + 8)..]);
            place += 10;
            if (place + length > message.Length)
            {
                break;
            }

            if (kind == type && length is 4 or 16)
            {
                addresses.Add(new IPAddress(message.Slice(place, length)));
            }

            place += length;
        }

        return addresses.ToImmutable();
    }

    // A name is labels up to an empty one, or up to a pointer of two bytes to where it goes on.
    private static int BehindName(ReadOnlySpan<byte> message, int place)
    {
        while (place < message.Length && message[place] != 0)
        {
            if (message[place] >= 0xC0)
            {
                return place + 2;
            }

            place += message[place] + 1;
        }

        return place + 1;
    }

    private static void Add(List<byte> message, params ReadOnlySpan<ushort> numbers)
    {
        foreach (ushort number in numbers)
        {
            message.Add((byte)(number >> 8));
            message.Add((byte)number);
        }
    }
}
