using System.Collections.Immutable;

namespace Compose.Net.Diagnostics;

/// <summary>Thrown when compose files cannot be used. It carries every finding, not only the first.</summary>
public sealed class ComposeFileException : ComposeException
{
    /// <summary>Creates the exception from all findings, warnings included.</summary>
    public ComposeFileException(ImmutableArray<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All findings, in the order of their place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }
}
