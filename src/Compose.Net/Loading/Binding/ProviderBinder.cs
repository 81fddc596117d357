using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a provider of its mapping.</summary>
internal static class ProviderBinder
{
    public static ProviderDefinition Bind(MappingNode node) => new(node.Text("type") ?? "")
    {
        Options = node.Get<MappingNode>("options")?.ToMap((string _, Node value) => Values(value)) ?? Ordinal.Map<ImmutableArray<string>>(),
    };

    private static ImmutableArray<string> Values(Node node)
    {
        ImmutableArray<string>.Builder values = ImmutableArray.CreateBuilder<string>();
        foreach (Node value in node is SequenceNode list ? list.Items : [node])
        {
            values.Add(ScalarText.Typed((ScalarNode)value));
        }

        return values.ToImmutable();
    }
}
