using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes the parts of a service that say how its containers are run.</summary>
internal static class RuntimeBinder
{
    public static LoggingDefinition Logging(MappingNode node) => new()
    {
        Driver = node.TextOrNone("driver"),
        Options = node.TextMap("options"),
    };

    public static CredentialSpecDefinition CredentialSpec(MappingNode node) => new()
    {
        Config = node.TextOrNone("config"),
        File = node.TextOrNone("file"),
        Registry = node.TextOrNone("registry"),
    };
}
