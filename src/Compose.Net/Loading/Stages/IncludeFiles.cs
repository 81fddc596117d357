using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Input;
using Compose.Net.Loading.Isolation;
using Compose.Net.Loading.Merging;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Loads the files that a document includes, each set with its own folder and variables, and takes over what they define. What
/// is defined on both sides must be the same: an include changes nothing behind the back of either.
/// </summary>
internal sealed class IncludeFiles : ILoadStage
{
    /// <summary>The sections of a file that define something by its name.</summary>
    public static readonly ImmutableArray<string> Sections = ["services", "networks", "volumes", "secrets", "configs", "models"];

    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            if (document.Root.Get<SequenceNode>("include") is not { } includes)
            {
                // A list of which every item is commented out.
                document.Root.RemoveAll(entry => entry is { Name: "include", Value: ScalarNode { IsNull: true } });
                continue;
            }

            foreach (Node include in includes.Items)
            {
                if (Load((MappingNode)include, context) is { } included)
                {
                    Import(included, (MappingNode)include, document.Root, context.Diagnostics);
                    NoteIsolation(included, context);
                }
            }

            document.Root.RemoveAll(entry => entry.Name == "include");
        }
    }

    private static void Import(MappingNode included, MappingNode include, MappingNode root, DiagnosticBag diagnostics)
    {
        foreach (string section in Sections)
        {
            if (!included.TryGetEntry(section, out MappingEntry imported) || imported.Value is not MappingNode { Count: > 0 } definitions)
            {
                continue;
            }

            if (root.Get<MappingNode>(section) is not { } own)
            {
                root.Set(imported.Key, definitions);
                continue;
            }

            foreach (MappingEntry definition in definitions.Entries)
            {
                if (!own.TryGetEntry(definition.Name, out MappingEntry other))
                {
                    own.Add(definition.Key, definition.Value);
                }
                else if (!NodeEquality.Same(definition.Value, other.Value))
                {
                    diagnostics.Error(
                        DiagnosticCodes.IncludeConflict,
                        $"\"{definition.Name}\" of \"{section}\" is defined in {definition.Key.Span} too, which is included in line {include.Span.Line}, and in another way. Change it by an override file: include: [{{path: [{definition.Key.Span.Path}, FILE]}}].",
                        other.Key.Span);
                }
            }
        }
    }

    // A policy stays the one of its own file: laid over the other's, either could loosen what the other demands. A file that is included twice says it once.
    private static void NoteIsolation(MappingNode included, LoadContext context)
    {
        if (included.TryGetEntry(IsolationPolicy.Key, out MappingEntry policy)
            && !context.IncludedIsolation.Any(other => other.Key.Span == policy.Key.Span && NodeEquality.Same(other.Value, policy.Value)))
        {
            context.IncludedIsolation.Add(policy);
        }
    }

    private static MappingNode? Load(MappingNode include, LoadContext context)
    {
        if (include.Get<SequenceNode>("path") is not { Items: [ScalarNode first, ..] paths }
            || IsCycle(first, context)
            || NamedFile.ReadAll(paths.Cast<ScalarNode>(), "included file", context) is not { } files)
        {
            return null;
        }

        string folder = include.Get<ScalarNode>("project_directory") is { Text.Length: > 0 } given
            ? context.FullPath(given.Text)
            : Path.GetDirectoryName(files[0].Path)!;
        if (Variables(include, folder, context) is not { } variables)
        {
            return null;
        }

        LoadContext below = context.Below([.. files.Select(file => file.Text)], [.. files.Select(file => file.Path)], folder, variables);
        LoadPipeline.RunIncluded(below);
        return below.Root;
    }

    private static bool IsCycle(ScalarNode first, LoadContext context)
    {
        string path = context.FullPath(first.Text);
        var chain = new List<string> { first.Text };
        for (LoadContext? above = context; above is not null; above = above.Parent)
        {
            chain.Add(above.Sources[0].Path);
            // Of several files that were given, one may include another. A circle among them is met one level below.
            if (above.Files is [var file, ..] && file == path && (above.Parent is not null || above.Files.Length == 1))
            {
                chain.Reverse();
                context.Diagnostics.Error(DiagnosticCodes.IncludeCycle, $"The files include each other in a circle: {string.Join(" -> ", chain)}. Remove one of these includes.", first.Span);
                return true;
            }
        }

        if (chain.Count - 1 <= context.Limits.IncludeDepth)
        {
            return false;
        }

        context.Diagnostics.Error(DiagnosticCodes.IncludeTooDeep, $"Files include each other in a row of more than {context.Limits.IncludeDepth}. Include this one directly.", first.Span);
        return true;
    }

    // What the including file knows wins over what the included one brings along.
    private static Dictionary<string, string>? Variables(MappingNode include, string folder, LoadContext context)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (include.Get<SequenceNode>("env_file") is { Items.Count: > 0 } names)
        {
            IEnumerable<ScalarNode> real = names.Items.Cast<ScalarNode>().Where(name => name.Text != "/dev/null");
            if (NamedFile.ReadAll(real, "env file", context) is not { } files)
            {
                return null;
            }

            foreach (NamedFile file in files)
            {
                new EnvironmentFile(file.Text, context.Variables, found, context.Diagnostics).Read();
            }
        }
        else if (Path.Combine(folder, ".env") is var path && context.FileSource.FileExists(path)
            && NamedFile.Read(new ScalarNode(include.Span, path), "env file", context) is { } file)
        {
            new EnvironmentFile(file.Text, context.Variables, found, context.Diagnostics).Read();
        }

        var variables = new Dictionary<string, string>(context.Variables, StringComparer.Ordinal);
        foreach ((string name, string value) in found)
        {
            variables.TryAdd(name, value);
        }

        return variables;
    }
}
