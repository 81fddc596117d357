using System.Collections.Immutable;
using System.Text;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Transport;

/// <summary>Joins pieces of output to lines, each stream by itself, in the order in which the lines ended.</summary>
internal sealed class LineCollector
{
    private readonly ImmutableArray<string>.Builder _lines = ImmutableArray.CreateBuilder<string>();
    private readonly SortedDictionary<OutputSource, List<byte>> _open = [];

    public void Add(OutputPiece piece)
    {
        if (!_open.TryGetValue(piece.Source, out List<byte>? line))
            _open[piece.Source] = line = [];

        foreach (byte b in piece.Bytes)
        {
            if (b == (byte)'\n')
                End(line);
            else
                line.Add(b);
        }
    }

    /// <summary>Returns all lines, those without an end included.</summary>
    public ImmutableArray<string> Finish()
    {
        foreach (List<byte> line in _open.Values.Where(line => line.Count > 0))
            End(line);
        return _lines.ToImmutable();
    }

    private void End(List<byte> line)
    {
        _lines.Add(Encoding.UTF8.GetString([.. line]).TrimEnd('\r'));
        line.Clear();
    }
}
