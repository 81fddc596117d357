using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of the files that a service takes variables and labels from.</summary>
internal static class EnvironmentFileKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.env_file", new(Text | List)),
        ("services.*.env_file[]", new(Text | Map, "an env file", Required: "path")),
        ("services.*.env_file[].path", new(Text)),
        ("services.*.env_file[].format", new(Text)),
        ("services.*.env_file[].required", new(Flag)),
        ("services.*.label_file", new(Text | List)),
        ("services.*.label_file[]", new(Text)),
    ];
}
