using System.Collections.Concurrent;

namespace Compose.Net.Tests.Hosting;

/// <summary>What happened, in the order of time. Thread-safe.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Add(string line) => _lines.Enqueue(line);
}
