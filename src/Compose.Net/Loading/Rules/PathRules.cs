using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>Which values are paths of the host, so that relative ones start from the project folder.</summary>
internal static class PathRules
{
    public static PathTree<PathRule> Tree { get; } = PathTree<PathRule>.Of(
    [
        ("services.*.volumes[]", new("source", mount => Is(mount, "type", "bind") ? mount : null, EmptyIsFolder: true)),
        ("volumes.*", new("device", LocalBindOptions, EmptyIsFolder: true)),

        // Blocks of their own: build, deploy, secrets, configs, models.
        ("services.*.env_file[]", PathRule.OfKey("path")),
        ("services.*.label_file[]", PathRule.Itself()),
        ("services.*.build", PathRule.OfKey("context", BuildContexts.IsFolder)),
        ("services.*.build.additional_contexts.*", PathRule.Itself(BuildContexts.IsFolder)),
        ("services.*.build.ssh.*", PathRule.Itself()),
        ("services.*.develop.watch[]", PathRule.OfKey("path")),
        ("secrets.*", PathRule.OfKey("file") with { EmptyIsFolder = true }),
        ("configs.*", PathRule.OfKey("file") with { EmptyIsFolder = true }),
    ]);

    // The local driver can bind a folder of the host, whose path is then an option.
    private static MappingNode? LocalBindOptions(MappingNode volume) =>
        Is(volume, "driver", "local") && volume.Get<MappingNode>("driver_opts") is { } options && Is(options, "o", "bind") ? options : null;

    private static bool Is(MappingNode mapping, string key, string value) => mapping.Get<ScalarNode>(key)?.Text == value;
}
