using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Reads flags of resources and of what else is a mapping.</summary>
internal static class ResourceNodes
{
    /// <summary>Whether somebody else owns it.</summary>
    public static bool IsExternal(this MappingNode resource) => resource.IsTrue("external");

    /// <summary>Whether a flag is set; one that is missing is not.</summary>
    public static bool IsTrue(this MappingNode mapping, string key) => mapping.Flag(key) == true;
}
