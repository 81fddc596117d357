using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Reads what the checks ask of networks and volumes.</summary>
internal static class ResourceNodes
{
    /// <summary>Whether somebody else owns it.</summary>
    public static bool IsExternal(this MappingNode resource) => resource.IsTrue("external");

    public static bool IsTrue(this MappingNode mapping, string key) =>
        mapping.Get<ScalarNode>(key) is { } scalar && ScalarText.Typed(scalar) == "true";
}
