using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>A path of the host: inside the mapping at one path, or the text at that path itself.</summary>
/// <param name="Key">The key of the path in a mapping.</param>
/// <param name="Holder">Returns the mapping that has the key; null where its value is no path of the host.</param>
/// <param name="IsPath">Whether a text is a path of the host; null where all are.</param>
/// <param name="EmptyIsFolder">Whether an empty text is the project folder, as docker compose has it, and not no path.</param>
internal sealed record PathRule(string Key, Func<MappingNode, MappingNode?> Holder, Func<string, bool>? IsPath = null, bool EmptyIsFolder = false)
{
    /// <summary>The texts at a path itself.</summary>
    public static PathRule Itself(Func<string, bool>? isPath = null) => new("", _ => null, isPath);

    /// <summary>A key of the mappings at a path.</summary>
    public static PathRule OfKey(string key, Func<string, bool>? isPath = null) => new(key, mapping => mapping, isPath);
}
