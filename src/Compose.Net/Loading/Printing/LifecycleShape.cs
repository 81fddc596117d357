using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out hooks, and what is watched.</summary>
internal static class LifecycleShape
{
    public static Node Hook(HookDefinition hook) => new ShapeBuilder()
        .Node("command", hook.Command is { } command ? ShapeBuilder.List(command) : ShapeBuilder.Null())
        .Text("image", hook.Image)
        .Text("user", hook.User)
        .Flag("privileged", hook.Privileged)
        .Text("working_dir", hook.WorkingDirectory)
        .Map("environment", hook.Environment, value => value is null ? ShapeBuilder.Null() : ShapeBuilder.Scalar(value))
        .Flag("per_replica", hook.PerReplica)
        .Mapping;

    public static Node Develop(DevelopDefinition develop, bool withNulls) =>
        new ShapeBuilder().Items("watch", develop.Watch, rule => Watch(rule, withNulls)).Mapping;

    private static MappingNode Watch(WatchRule rule, bool withNulls) => new ShapeBuilder()
        .Text("path", rule.Path)
        .Text("action", rule.Action)
        .Text("target", rule.Target)
        .Node("exec", rule.Exec is { } exec ? Hook(exec) : withNulls ? Hook(new HookDefinition()) : null)
        .Texts("include", rule.Include)
        .Texts("ignore", rule.Ignore)
        .Flag("initial_sync", rule.InitialSync)
        .Mapping;
}
