using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out an env file that was not read.</summary>
internal static class EnvironmentFileShape
{
    public static Node Of(EnvironmentFileReference file) => new ShapeBuilder()
        .Text("path", file.Path)
        .Flag("required", (bool?)file.Required)
        .Text("format", file.Raw ? "raw" : null)
        .Mapping;
}
