using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a volume.</summary>
internal static class VolumeKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("volumes.*", new(Null | Map, "a volume")),
        ("volumes.*.name", new(Text)),
        ("volumes.*.driver", new(Text)),
        ("volumes.*.driver_opts", new(Map, "the driver's options")),
        ("volumes.*.driver_opts.*", new(KeyRules.Options)),
        ("volumes.*.external", new(Flag | Map, "an external name")),
        ("volumes.*.external.name", new(Text)),
        ("volumes.*.labels", new(List | Map)),
        ("volumes.*.labels[]", new(Text)),
        ("volumes.*.labels.*", new(KeyRules.Scalar)),
    ];
}
