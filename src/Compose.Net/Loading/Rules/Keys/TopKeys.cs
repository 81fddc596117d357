using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys at the top of a file.</summary>
internal static class TopKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("", new(Map, "a compose file")),
        ("name", new(Text)),
        ("version", new(Text)),
        ("services", new(Map, "the services", PlainNames: true)),
        ("networks", new(Map, "the networks")),
        ("volumes", new(Map, "the volumes", PlainNames: true)),
        ("include", new(List)),
        ("include[]", new(Text | Map, "an include", Required: "path", OthersIgnored: true)),
        ("include[].path", new(Text | List)),
        ("include[].path[]", new(Text)),
        ("include[].project_directory", new(Text)),
        ("include[].env_file", new(Text | List)),
        ("include[].env_file[]", new(Text)),
    ];
}
