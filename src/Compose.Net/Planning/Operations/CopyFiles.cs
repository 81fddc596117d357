using System.Collections.Immutable;

namespace Compose.Net.Planning;

/// <summary>Copies small files into a container, in place of those that are there.</summary>
/// <param name="Name">The container's name at that moment.</param>
/// <param name="Files">The files.</param>
public sealed record CopyFiles(string Name, ImmutableArray<CopiedFile> Files) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Name;
}
