using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out AI models, and their use.</summary>
internal static class ModelShape
{
    public static Node Of(ModelDefinition model) => new ShapeBuilder()
        .Text("name", model.Name)
        .Text("model", model.Model)
        .Number("context_size", model.ContextSize)
        .Texts("runtime_flags", model.RuntimeFlags)
        .Mapping;

    public static Node Use(ModelUse use)
    {
        MappingNode settings = new ShapeBuilder()
            .Text("endpoint_var", use.EndpointVariable)
            .Text("model_var", use.ModelVariable)
            .Mapping;
        return settings.Count > 0 || use.SettingsAreWritten ? settings : ShapeBuilder.Null();
    }
}
