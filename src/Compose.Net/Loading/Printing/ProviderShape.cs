using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a provider.</summary>
internal static class ProviderShape
{
    public static Node Of(ProviderDefinition provider) => new ShapeBuilder()
        .Text("type", provider.Type)
        .Map("options", provider.Options, ShapeBuilder.List)
        .Mapping;
}
