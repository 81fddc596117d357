using System.Collections.Immutable;
using Compose.Net.Loading.Input;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Extending;

/// <summary>
/// A file that services are extended from. Only the services that are asked for are checked; what else the file says plays no part.
/// </summary>
internal sealed class ServiceFile
{
    private readonly LoadContext _context;

    private ServiceFile(LoadContext context) => _context = context;

    public static ServiceScope Open(NamedFile file, LoadContext above)
    {
        LoadContext context = above.Below([file.Text], [file.Path], Path.GetDirectoryName(file.Path)!, above.Variables);
        LoadPipeline.RunReading(context);
        var names = new MappingNode(new(file.Text.Path, 1, 1));
        var cleared = new List<ImmutableArray<string>>();
        foreach (LoadDocument document in context.Documents)
        {
            cleared.AddRange(document.Cleared);
            foreach (MappingEntry service in document.Root.EntriesOf("services"))
            {
                names.Set(service.Key, service.Value);
            }
        }

        return new ServiceScope(context, new ServiceFiles(context), file.Text.Path, names, cleared, new ServiceFile(context).Find);
    }

    private MappingNode? Find(string service)
    {
        LoadContext one = _context.Below(_context.Sources, _context.Files, _context.ProjectDirectory, _context.Variables);
        foreach (LoadDocument document in _context.Documents)
        {
            if (document.Root.Get<MappingNode>("services") is { } services
                && services.TryGetEntry(service, out MappingEntry entry)
                && entry.Value is MappingNode)
            {
                one.Documents.Add(Alone(document, entry));
            }
        }

        LoadPipeline.RunExtended(one);
        return one.Section("services").Get<MappingNode>(service);
    }

    private static LoadDocument Alone(LoadDocument document, MappingEntry service)
    {
        var services = new MappingNode(document.Root.Span);
        services.Add(service.Key, service.Value);
        var root = new MappingNode(document.Root.Span);
        root.Add(new ScalarNode(document.Root.Span, "services"), services);
        var alone = new LoadDocument(root);
        alone.Cleared.AddRange(document.Cleared.Where(path => path is ["services", var name, ..] && name == service.Name));
        return alone;
    }
}
