using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>What stands where the file says nothing.</summary>
internal static class DefaultRules
{
    public static PathTree<DefaultRule> Tree { get; } = PathTree<DefaultRule>.Of(
    [
        ("services.*.ports[]", new(("protocol", "tcp", ScalarKind.Text), ("mode", "ingress", ScalarKind.Text))),
        ("services.*.depends_on.*", new(("required", "true", ScalarKind.Boolean))),

        // What it may use.
        ("services.*.gpus[]", new(("count", "-1", ScalarKind.Integer)) { Unless = "device_ids" }),

        // Blocks of their own: build, deploy, secrets, configs, models.
        ("services.*.env_file[]", new(("required", "true", ScalarKind.Boolean))),
        ("services.*.deploy.resources.reservations.devices[]", new(("count", "-1", ScalarKind.Integer)) { Unless = "device_ids" }),
        ("services.*.build", new(("context", ".", ScalarKind.Text))),
    ]);
}
