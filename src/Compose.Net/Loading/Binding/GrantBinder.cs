using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes the use of a secret or config of its canonical mapping.</summary>
internal static class GrantBinder
{
    public static FileGrant Bind(MappingNode node) => new(node.Text("source") ?? "")
    {
        Target = node.TextOrNone("target"),
        UserId = node.TextOrNone("uid"),
        GroupId = node.TextOrNone("gid"),
        Mode = node.Number("mode"),
    };
}
