using System.Text;

namespace Compose.Net.Docker.Transport;

/// <summary>Keeps the end of what is written, however much that is.</summary>
/// <param name="length">How many bytes are kept.</param>
internal sealed class OutputTail(int length)
{
    private readonly byte[] _bytes = new byte[2 * length];
    private int _count;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[Math.Max(0, bytes.Length - length)..];
        if (_count + bytes.Length > _bytes.Length)
        {
            Kept.CopyTo(_bytes);
            _count = Math.Min(_count, length);
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Returns what is kept, as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Kept);

    private ReadOnlySpan<byte> Kept => _bytes.AsSpan(Math.Max(0, _count - length), Math.Min(_count, length));
}
