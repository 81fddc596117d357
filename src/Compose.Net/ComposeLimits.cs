namespace Compose.Net;

/// <summary>How much one input may come to. The defaults are far above any compose file, and low enough that a hostile one is refused at once.</summary>
public sealed record ComposeLimits
{
    /// <summary>The deepest nesting that can be allowed: what walks a document needs some stack for each level.</summary>
    internal const int DeepestNesting = 512;

    /// <summary>The limits that hold where none are given.</summary>
    public static ComposeLimits Default { get; } = new();

    /// <summary>The size of one file or text, in bytes of UTF-8. The default is 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1 GiB.</exception>
    public int FileSize { get; init => field = InRange(value, 1 << 30); } = 16 * 1024 * 1024;

    /// <summary>The levels of lists and mappings inside each other, aliases written out. The default is 128.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 512.</exception>
    public int Depth { get; init => field = InRange(value, DeepestNesting); } = 128;

    /// <summary>The values of one document, and of all documents of all files together, aliases and merge keys written out. The default is 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Nodes { get; init => field = InRange(value, int.MaxValue); } = 1_000_000;

    /// <summary>The length of a key, in characters. The default is 1024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 1,048,576.</exception>
    public int KeyLength { get; init => field = InRange(value, 1 << 20); } = 1024;

    /// <summary>How many files may include each other in a row. The default is 32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 512.</exception>
    public int IncludeDepth { get; init => field = InRange(value, DeepestNesting); } = 32;

    /// <summary>How many services may extend each other in a row. The default is 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1 or above 512.</exception>
    public int ExtendsDepth { get; init => field = InRange(value, DeepestNesting); } = 64;

    private static int InRange(int value, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
        return value;
    }
}
