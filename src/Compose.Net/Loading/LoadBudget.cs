namespace Compose.Net.Loading;

/// <summary>Bounds what files that name each other can come to, so that a few small ones cannot stand for a huge project.</summary>
internal sealed class LoadBudget(ComposeLimits limits)
{
    /// <summary>How many files may be included or extended from, counted at each place that names one.</summary>
    public const int Files = 1_000;

    private int _files = Files;
    private long _nodes = limits.Nodes;
    private long _written = limits.Nodes;

    /// <summary>Takes one more file; false where there were too many.</summary>
    public bool TakeFile() => --_files >= 0;

    /// <summary>Takes the values of a document with its aliases written out; false where all documents together have too many.</summary>
    public bool TakeDocument(long count) => (_written -= count) >= 0;

    /// <summary>Whether there is room for more values.</summary>
    public bool HasNodes => _nodes >= 0;

    /// <summary>Takes values that stand for others: what a service extends, what a range of ports comes to; false where there were too many.</summary>
    public bool TakeNodes(long count) => (_nodes -= count) >= 0;
}
