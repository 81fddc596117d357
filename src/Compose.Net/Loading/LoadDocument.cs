using System.Collections.Immutable;
using Compose.Net.Syntax;

namespace Compose.Net.Loading;

/// <summary>One YAML document on its way into a project.</summary>
internal sealed class LoadDocument(MappingNode root)
{
    public MappingNode Root { get; set; } = root;

    /// <summary>The paths that <c>!reset</c> and <c>!override</c> clear in whatever the document is laid over.</summary>
    public List<ImmutableArray<string>> Cleared { get; } = [];
}
