using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Merging;

/// <summary>Where canonical values are merged in another way than by the general rule.</summary>
internal static class MergeRules
{
    private static readonly MergeRule Replace = new(Later);
    private static readonly MergeRule ReplaceAndClear = new(Later, NullReplaces: true);
    private static readonly MergeRule Clear = new(NullReplaces: true);

    public static PathTree<MergeRule> Tree { get; } = PathTree<MergeRule>.Of(
    [
        ("services.*.command", ReplaceAndClear),
        ("services.*.entrypoint", ReplaceAndClear),
        ("services.*.healthcheck.test", ReplaceAndClear),
        ("services.*.environment.*", Clear),
        ("services.*.build.args.*", Clear),
        ("services.*.logging", new(LoggingMerge.Join)),
        ("services.*.gpus", new(GpuMerge.Join)),
        ("services.*.ulimits.*", Replace),
        ("networks.*.ipam.config", new(PoolMerge.Join)),
    ]);

    /// <summary>The rules from one service on.</summary>
    public static PathTree<MergeRule> OfService { get; } = Tree.Find("services")!.AnyKey!;

    private static Node Later(Node earlier, Node later, MergeNodes merge) => later;
}
