using Compose.Net.Loading.Rules;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Makes the host's paths absolute, from the project folder or from the user's home. Where paths are to stay as they are written, those of
/// files that others name are only led back to the folder of the file that names them: nothing in the result tells where they came from.
/// </summary>
internal sealed class ResolvePaths : ILoadStage
{
    public void Run(LoadContext context)
    {
        if (!context.Options.ResolvePaths && context.Parent is null)
        {
            return;
        }

        TreeRewriter.Rewrite(context.Root!, PathRules.Tree, (node, rule) =>
        {
            if (node is MappingNode mapping && rule.Holder(mapping) is { } holder && holder.TryGetEntry(rule.Key, out MappingEntry entry)
                && PathOf(entry.Value, rule) is { } path)
            {
                holder.Set(entry.Key, new ScalarNode(path.Span, Absolute(path.Text, context)));
            }

            return !OpenText.Holds(context, node) && PathOf(node, rule) is { } text ? new ScalarNode(text.Span, Absolute(text.Text, context)) : node;
        });
    }

    private static ScalarNode? PathOf(Node node, PathRule rule) =>
        node is ScalarNode { IsNull: false } text && (text.Text.Length > 0 || rule.EmptyIsFolder) && rule.IsPath?.Invoke(text.Text) != false ? text : null;

    private static string Absolute(string path, LoadContext context)
    {
        if (path.Length == 0)
        {
            return Placed(context.ProjectDirectory, context);
        }

        if (path[0] == '$' && !context.Options.Interpolate)
        {
            // The variable may hold an absolute path.
            return path;
        }

        if (path.Contains('\0', StringComparison.Ordinal))
        {
            // No path of any system; whoever opens it says so.
            return path;
        }

        path = UserPath.ExpandHome(path, context.Variables);

        // A path of the other system stays as it is: the engine may run there. What cannot be a path is refused by whoever opens it.
        return path.Contains('\0', StringComparison.Ordinal) || path[0] is '/' or '\\' || MountSyntax.IsDrive(path, 0)
            ? path
            : Placed(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, context.ProjectDirectory)), context);
    }

    private static string Placed(string path, LoadContext context) => context.Options.ResolvePaths ? path : Path.GetRelativePath(context.NamingDirectory, path);
}
