using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Printing;
using Compose.Net.Syntax;

namespace Compose.Net;

/// <summary>
/// What compose files say together before variables are put in: merged and in canonical form, except where a variable has to be known
/// first. What holds a variable stands there as it is written.
/// </summary>
public sealed class MergedComposeFile
{
    private readonly MappingNode? _root;

    internal MergedComposeFile(MappingNode? root, ImmutableArray<Diagnostic> diagnostics, ImmutableArray<VariableUse> variables)
    {
        _root = root;
        Diagnostics = diagnostics;
        Variables = variables;
    }

    /// <summary>Whether the files could be merged.</summary>
    public bool Succeeded => _root is not null;

    /// <summary>All findings, in the order of their place.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The variables that the files use, by name.</summary>
    public ImmutableArray<VariableUse> Variables { get; }

    /// <summary>The names of all services, sorted; those of inactive profiles too.</summary>
    public ImmutableArray<string> Services => Names("services");

    /// <summary>The keys of all networks, sorted.</summary>
    public ImmutableArray<string> Networks => Names("networks");

    /// <summary>The keys of all volumes, sorted.</summary>
    public ImmutableArray<string> Volumes => Names("volumes");

    /// <summary>Prints it as YAML, with keys in the order of their text.</summary>
    /// <exception cref="ComposeFileException">The files could not be merged.</exception>
    public string ToYaml() => YamlPrinter.Print(Root);

    /// <summary>Prints it as JSON, with keys in the order of their text.</summary>
    /// <exception cref="ComposeFileException">The files could not be merged.</exception>
    public string ToJson() => JsonPrinter.Print(Root);

    private MappingNode Root => _root ?? throw new ComposeFileException(Diagnostics);

    private ImmutableArray<string> Names(string section) =>
        Root.Get<MappingNode>(section) is { } names ? [.. names.Entries.Select(entry => entry.Name)] : [];
}
