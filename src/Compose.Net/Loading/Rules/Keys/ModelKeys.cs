using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of AI models, at the top and in a service.</summary>
internal static class ModelKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("models", new(Map, "the models")),
        ("models.*", new(Map, "a model", Required: "model")),
        ("models.*.name", new(Text)),
        ("models.*.model", new(Text)),
        ("models.*.context_size", new(Integer)),
        ("models.*.runtime_flags", new(List)),
        ("models.*.runtime_flags[]", new(Text)),
        ("services.*.models", new(List | Map, "the models", UniqueItems: true)),
        ("services.*.models[]", new(Text)),
        ("services.*.models.*", new(Null | Map, "a service's model")),
        ("services.*.models.*.endpoint_var", new(Text)),
        ("services.*.models.*.model_var", new(Text)),
    ];
}
