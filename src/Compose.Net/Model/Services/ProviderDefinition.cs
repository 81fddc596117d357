using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A program that provides a service in place of containers.</summary>
/// <param name="Type">The name of the program, or of the plugin of the docker command.</param>
public sealed record ProviderDefinition(string Type)
{
    /// <summary>The program's options; each may be given several times.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Options { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<ImmutableArray<string>>();
}
