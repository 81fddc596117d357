namespace Compose.Net.Tests.Architecture;

/// <summary>One room of the library: a folder, its namespace, and what it may see. The drawing is in docs/architecture.md.</summary>
/// <param name="Name">The folder below src/Compose.Net, and the namespace below Compose.Net. Empty for the front doors.</param>
/// <param name="IsPure">Whether it is free of files, network, console, environment, clock and chance.</param>
/// <param name="Sees">The rooms it may use beside itself.</param>
/// <param name="Package">The package that only this room may use: the start of its namespaces.</param>
internal sealed record Room(string Name, bool IsPure, string[] Sees, string? Package = null)
{
    private static readonly string[] Everything = ["", "Diagnostics", "Syntax", "Model", "Loading", "Graph", "Planning", "Execution", "Docker", "Hosting"];

    /// <summary>All rooms, in the order of the data. To open a door, change this table in a commit of its own.</summary>
    public static IReadOnlyList<Room> All { get; } =
    [
        new("Diagnostics", true, []),
        new("Syntax", true, ["Diagnostics"], Package: "YamlDotNet.Core"),
        new("Model", true, ["Diagnostics"]),
        new("Loading", true, ["Diagnostics", "Syntax", "Model", "Graph"]),
        new("Graph", true, ["Model"]),
        new("Planning", true, ["Model", "Graph", "Diagnostics"]),
        new("Execution", false, ["Planning", "Graph", "Model", "Diagnostics"]),
        new("Docker", false, ["Planning", "Execution", "Model", "Diagnostics"], Package: "Docker.DotNet"),
        new("Hosting", false, Everything),
        new("", false, Everything),
    ];

    /// <summary>Types of pure rooms that are edges all the same, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Edges { get; } = new Dictionary<string, string>
    {
        ["Compose.Net.Loading.Input.DiskFileSource"] = "the one class that reads files",
    };

    /// <summary>Types of the front doors that a room may see, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Ajar { get; } = new Dictionary<string, string>
    {
        ["Syntax: Compose.Net.ComposeLimits"] = "how much a text may come to",
        ["Loading: Compose.Net.ComposeLimits"] = "how much the input may come to",
        ["Loading: Compose.Net.ComposeFileOptions"] = "what the caller asked of the loader",
        ["Loading: Compose.Net.ComposeFileText"] = "a text that the caller has already",
        ["Loading: Compose.Net.IComposeFileSource"] = "the caller's files and variables",
        ["Loading: Compose.Net.MergedComposeFile"] = "what the loader gives back without variables",
        ["Loading: Compose.Net.VariableUse"] = "what the loader finds of variables",
        ["Loading: Compose.Net.ComposeFileResult"] = "what the loader gives back",
        ["Execution: Compose.Net.ComposeClientOptions"] = "how many steps at a time, and whether to go on after a failure",
        ["Docker: Compose.Net.ComposeClientOptions"] = "which engine to connect to",
    };

    /// <summary>The room that a namespace of the library belongs to; null for what is not the library's.</summary>
    public static Room? Of(string? space) => space switch
    {
        "Compose.Net" => All[^1],
        not null when space.StartsWith("Compose.Net.", StringComparison.Ordinal) => All.SingleOrDefault(room => room.Name == space.Split('.')[2]),
        _ => null,
    };

    public override string ToString() => Name.Length == 0 ? "(front doors)" : Name;
}
