using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes AI models, and their use, of their canonical mappings.</summary>
internal static class ModelBinder
{
    public static ModelDefinition Bind(string key, MappingNode node) => new()
    {
        Key = key,
        Name = node.TextOrNone("name"),
        Model = node.Text("model") ?? "",
        ContextSize = node.Number("context_size"),
        RuntimeFlags = node.Texts("runtime_flags") ?? [],
    };

    public static ModelUse Use(Node node) => node is MappingNode settings
        ? new ModelUse { EndpointVariable = settings.TextOrNone("endpoint_var"), ModelVariable = settings.TextOrNone("model_var"), SettingsAreWritten = true }
        : new ModelUse();
}
