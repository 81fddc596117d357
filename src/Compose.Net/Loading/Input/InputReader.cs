using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>Gathers all that loading starts from: variables, texts, the project folder, profiles and the given name.</summary>
internal sealed class InputReader(IFileSource files, ComposeFileOptions options, DiagnosticBag diagnostics)
{
    private readonly PathNames _names = new(files.CurrentDirectory);

    /// <summary>Reads compose files; null where there is nothing to load, with the reason in the diagnostics.</summary>
    public async Task<LoadContext?> ReadAsync(ImmutableArray<string> paths, CancellationToken cancellationToken)
    {
        var variables = new VariableReader(files, options, _names, diagnostics);
        string? given = GivenFolder();
        string start = given ?? FolderOf(paths) ?? files.CurrentDirectory;
        variables.AddFiles(start);

        paths = paths.IsEmpty ? FromVariable(variables.All) : paths;
        paths = paths.IsEmpty ? new FileDiscovery(files, _names, diagnostics).Find(given ?? files.CurrentDirectory) : paths;
        string project = given ?? FolderOf(paths) ?? files.CurrentDirectory;
        if (project != start)
        {
            // The file was found elsewhere: in a parent, or by a variable.
            variables.AddDefaultFile(project);
        }

        var sources = new List<SourceText>(paths.Length);
        foreach (string path in paths)
        {
            if (await ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } source)
            {
                sources.Add(source);
            }
        }

        // Half of the files would be another project.
        return sources.Count < paths.Length || paths.IsEmpty
            ? null
            : Context([.. sources], [.. paths.Where(path => path != "-").Select(_names.Full)], project, variables.All);
    }

    /// <summary>Takes texts that were read already; null where one of them was none.</summary>
    public LoadContext? Take(ImmutableArray<SourceText?> texts)
    {
        var variables = new VariableReader(files, options, _names, diagnostics);
        string? given = GivenFolder();
        variables.AddFiles(given);
        return texts.Contains(null) ? null : Context([.. texts.OfType<SourceText>()], [], given ?? files.CurrentDirectory, variables.All);
    }

    private LoadContext Context(ImmutableArray<SourceText> sources, ImmutableArray<string> paths, string project, Dictionary<string, string> variables) => new(diagnostics)
    {
        Options = options,
        FileSource = files,
        Sources = sources,
        Files = paths,
        ProjectDirectory = project,
        Limits = options.Limits,
        Variables = variables,
        UsedVariables = options.Interpolate ? null : new VariableCollector(),
        // Without any, the one without a name is active, as for docker compose: a service with profiles: ["${WHEN:-}"] is there unless WHEN says otherwise.
        Profiles = options.Profiles.IsEmpty ? [.. variables.GetValueOrDefault("COMPOSE_PROFILES", "").Split(',', StringSplitOptions.TrimEntries)] : options.Profiles,
        GivenName = options.ProjectName is { Length: > 0 } name ? name : variables.GetValueOrDefault("COMPOSE_PROJECT_NAME"),
    };

    private async Task<SourceText?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Length == 0)
        {
            diagnostics.Error(DiagnosticCodes.FileNotFound, "The name of a compose file is empty. Name a file.");
            return null;
        }

        if (RemoteFiles.IsRemote(path))
        {
            diagnostics.Error(
                DiagnosticCodes.UnsupportedInput,
                "Compose files are not fetched from registries and repositories. Download this one, and name the file on this machine.",
                new SourceSpan(path, 1, 1));
            return null;
        }

        return ToText(path, await files.ReadAsync(path == "-" ? "-" : _names.Full(path), cancellationToken).ConfigureAwait(false));
    }

    private SourceText? ToText(string path, FileContent content)
    {
        var place = new SourceSpan(path, 1, 1);
        if (content.Missing)
        {
            diagnostics.Error(DiagnosticCodes.FileNotFound, "The compose file does not exist. Check its name and the current folder.", place);
            return null;
        }

        if (content.Problem is { } problem)
        {
            diagnostics.Error(DiagnosticCodes.FileUnreadable, $"The compose file cannot be read. {problem}", place);
            return null;
        }

        return SourceText.Decode(path, content.Bytes.Span, diagnostics, options.Limits);
    }

    private string? GivenFolder() => options.ProjectDirectory is { Length: > 0 } folder ? _names.Full(folder) : null;

    // The first file gives the folder of all; standard input and what is elsewhere have none.
    private string? FolderOf(ImmutableArray<string> paths) =>
        paths.FirstOrDefault(path => path is not ("-" or "") && !RemoteFiles.IsRemote(path)) is { } first ? Path.GetDirectoryName(_names.Full(first)) : null;

    private static ImmutableArray<string> FromVariable(Dictionary<string, string> variables)
    {
        string separator = variables.GetValueOrDefault("COMPOSE_PATH_SEPARATOR") is { Length: > 0 } own ? own : Path.PathSeparator.ToString();
        return Split(variables.GetValueOrDefault("COMPOSE_FILE", ""), separator);
    }

    private static ImmutableArray<string> Split(string text, string separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
