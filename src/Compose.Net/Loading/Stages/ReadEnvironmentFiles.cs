using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Loading.Input;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Reads the env files and label files of the enabled services, and puts what they say under <c>environment</c> and
/// <c>labels</c>: a later file wins over an earlier one, and what the service says itself wins over all of them.
/// </summary>
internal sealed class ReadEnvironmentFiles : ILoadStage
{
    public void Run(LoadContext context)
    {
        var texts = new Dictionary<string, SourceText?>(StringComparer.Ordinal);
        foreach (MappingEntry service in context.EnabledServices)
        {
            ReadVariables(service.Name, (MappingNode)service.Value, texts, context);
            ReadLabels(service.Name, (MappingNode)service.Value, texts, context);
        }
    }

    private static void ReadVariables(string name, MappingNode service, Dictionary<string, SourceText?> texts, LoadContext context)
    {
        if (!service.TryGetEntry("env_file", out MappingEntry entry) || entry.Value is not SequenceNode files)
        {
            return;
        }

        Dictionary<string, string> visible = Visible(service, context);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Node item in files.Items)
        {
            var file = (MappingNode)item;
            bool required = !file.Contains("required") || file.IsTrue("required");
            if (file.Get<ScalarNode>("path") is not { } path || Text(path, name, "env file", required, texts, context) is not { } text)
            {
                continue;
            }

            if (file.Get<ScalarNode>("format")?.Text == "raw")
            {
                RawEnvironmentFile.Read(text, visible, found, context.Diagnostics);
            }
            else
            {
                new EnvironmentFile(text, visible, found, context.Diagnostics).Read();
            }
        }

        Put(service, "environment", entry, found);
    }

    private static void ReadLabels(string name, MappingNode service, Dictionary<string, SourceText?> texts, LoadContext context)
    {
        if (!service.TryGetEntry("label_file", out MappingEntry entry) || entry.Value is not SequenceNode files)
        {
            return;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Node item in files.Items)
        {
            if (Text((ScalarNode)item, name, "label file", required: true, texts, context) is { } text)
            {
                // Labels know no variables but labels, those of earlier files first.
                new EnvironmentFile(text, new Dictionary<string, string>(found, StringComparer.Ordinal), found, context.Diagnostics).Read();
            }
        }

        Put(service, "labels", entry, found);
    }

    // The project's variables win over those that the service sets.
    private static Dictionary<string, string> Visible(MappingNode service, LoadContext context)
    {
        var visible = new Dictionary<string, string>(context.Variables, StringComparer.Ordinal);
        foreach (MappingEntry variable in service.EntriesOf("environment"))
        {
            if (variable.Value is ScalarNode { IsNull: false } value)
            {
                visible.TryAdd(variable.Name, value.Text);
            }
        }

        return visible;
    }

    private static SourceText? Text(
        ScalarNode path, string service, string kind, bool required, Dictionary<string, SourceText?> texts, LoadContext context)
    {
        string full = context.FullPath(path.Text);
        if (texts.TryGetValue(full, out SourceText? known) && known is not null)
        {
            return known;
        }

        FileContent content = context.FileSource.Read(full);
        if (content.Missing)
        {
            if (required)
            {
                string wayOut = kind == "env file" ? "Make it, or write \"required: false\" beside its path." : "Make it, or remove it here.";
                context.Diagnostics.Error(DiagnosticCodes.FileNotFound, $"The {kind} \"{full}\" of service \"{service}\" does not exist. {wayOut}", path.Span);
            }

            return null;
        }

        if (content.Problem is { } problem)
        {
            context.Diagnostics.Error(DiagnosticCodes.FileUnreadable, $"The {kind} \"{full}\" of service \"{service}\" cannot be read. {problem}", path.Span);
            return null;
        }

        return texts[full] = SourceText.DecodeVariables(new PathNames(context.FileSource.CurrentDirectory).Short(full), content.Bytes.Span, context.Diagnostics, context.Limits);
    }

    private static void Put(MappingNode service, string key, MappingEntry files, Dictionary<string, string> found)
    {
        service.RemoveAll(entry => entry.Name == files.Name);
        if (found.Count == 0)
        {
            return;
        }

        if (service.Get<MappingNode>(key) is not { } own)
        {
            service.Set(new ScalarNode(files.Key.Span, key), own = new MappingNode(files.Key.Span));
        }

        foreach ((string name, string value) in found)
        {
            if (!own.Contains(name))
            {
                own.Add(new ScalarNode(files.Key.Span, name), new ScalarNode(files.Key.Span, value));
            }
        }
    }
}
