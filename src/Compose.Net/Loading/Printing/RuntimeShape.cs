using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out the parts of a service that say how its containers are run.</summary>
internal static class RuntimeShape
{
    public static Node Logging(LoggingDefinition logging) => new ShapeBuilder()
        .Text("driver", logging.Driver)
        .Map("options", logging.Options)
        .Mapping;

    public static Node CredentialSpec(CredentialSpecDefinition credentials) => new ShapeBuilder()
        .Text("config", credentials.Config)
        .Text("file", credentials.File)
        .Text("registry", credentials.Registry)
        .Mapping;
}
