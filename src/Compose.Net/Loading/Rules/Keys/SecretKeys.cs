using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of secrets and configs, at the top and in a service.</summary>
internal static class SecretKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        .. Top("secrets", "the secrets", "a secret"),
        ("secrets.*.driver", new(Text)),
        ("secrets.*.driver_opts", new(Map, "the driver's options")),
        ("secrets.*.driver_opts.*", new(KeyRules.Options)),
        .. Top("configs", "the configs", "a config"),
        ("configs.*.content", new(Text)),
        .. Grants("services.*.secrets"),
        .. Grants("services.*.configs"),
    ];

    /// <summary>A list of secrets or configs that may be read.</summary>
    public static IEnumerable<(string Pattern, KeyRule Rule)> Grants(string path) =>
    [
        (path, new(List)),
        ($"{path}[]", new(Text | Map, path.EndsWith("configs", StringComparison.Ordinal) ? "a config of a service" : "a secret of a service", Required: "source")),
        ($"{path}[].source", new(Text)),
        ($"{path}[].target", new(Text)),
        ($"{path}[].uid", new(Text)),
        ($"{path}[].gid", new(Text)),
        ($"{path}[].mode", new(Integer | Number | Text)),
    ];

    private static IEnumerable<(string Pattern, KeyRule Rule)> Top(string section, string all, string one) =>
    [
        (section, new(Map, all, PlainNames: true)),
        ($"{section}.*", new(Map, one)),
        ($"{section}.*.name", new(Text)),
        ($"{section}.*.file", new(Text)),
        ($"{section}.*.environment", new(Text)),
        ($"{section}.*.external", new(Flag | Map, "an external name")),
        ($"{section}.*.external.name", new(Text)),
        ($"{section}.*.labels", new(List | Map)),
        ($"{section}.*.labels[]", new(Text)),
        ($"{section}.*.labels.*", new(KeyRules.Scalar)),
        ($"{section}.*.template_driver", new(Text)),
    ];
}
