using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>A program that many images have, and how it is used to find out whether something answers. One row each, the best first.</summary>
/// <param name="Name">What a report calls it.</param>
/// <param name="Command">The command, with <c>{0}</c> where the name or the address goes.</param>
/// <param name="Trial">What to put there to find out whether the program is there and may be used.</param>
/// <param name="ConnectionCounts">Whether a refused connection is an answer as well.</param>
/// <param name="NamesOnly">Whether it only looks names up.</param>
internal sealed record ProbeTool(string Name, ImmutableArray<string> Command, string Trial, bool ConnectionCounts = false, bool NamesOnly = false)
{
    // Nothing listens on the discard port, as a rule; a refusal is as good an answer as a connection.
    private const string Port = "9";

    public static readonly ImmutableArray<ProbeTool> All =
    [
        new("ping", ["ping", "-c", "1", "-W", "1", "{0}"], "127.0.0.1"),
        new("nc", ["nc", "-z", "-v", "-w", "1", "{0}", Port], "127.0.0.1", ConnectionCounts: true),
        new("nc", ["nc", "-w", "1", "{0}", Port], "127.0.0.1", ConnectionCounts: true),
        new("getent", ["getent", "hosts", "{0}"], "localhost", NamesOnly: true),
        new("nslookup", ["nslookup", "{0}"], "localhost", NamesOnly: true),
    ];

    public static string Names => string.Join(", ", All.Select(tool => tool.Name).Distinct());

    public ImmutableArray<string> CommandFor(string target) => [.. Command.Select(word => word == "{0}" ? target : word)];

    public bool Succeeded(CommandResult result) =>
        result.ExitCode == 0 || (ConnectionCounts && result.Output.Contains("refused", StringComparison.OrdinalIgnoreCase));
}
