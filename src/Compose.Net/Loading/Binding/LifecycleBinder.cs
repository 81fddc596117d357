using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes hooks, and what is watched, of their canonical mappings.</summary>
internal static class LifecycleBinder
{
    public static HookDefinition Hook(MappingNode node) => new()
    {
        Command = node.Texts("command"),
        Image = node.TextOrNone("image"),
        User = node.TextOrNone("user"),
        Privileged = node.IsTrue("privileged"),
        WorkingDirectory = node.TextOrNone("working_dir"),
        Environment = node.Get<MappingNode>("environment")?.ToMap((string _, Node value) => value is ScalarNode { IsNull: false } scalar ? scalar.Text : null)
            ?? Ordinal.Map<string?>(),
        PerReplica = node.Flag("per_replica"),
    };

    public static DevelopDefinition Develop(MappingNode node) => new() { Watch = node.Items("watch", Watch) };

    private static WatchRule Watch(MappingNode node) => new(node.Text("path") ?? "", node.Text("action") ?? "")
    {
        Target = node.TextOrNone("target"),

        // A command that is null is how docker compose prints that there is none.
        Exec = node.Get<MappingNode>("exec") is { } exec && (exec.Count > 1 || exec.Get<SequenceNode>("command") is not null) ? Hook(exec) : null,
        Include = node.Texts("include") ?? [],
        Ignore = node.Texts("ignore") ?? [],
        InitialSync = node.IsTrue("initial_sync"),
    };
}
