using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli.Commands;

/// <summary>Shows what the project's containers use.</summary>
internal sealed class StatsCommand : ToolCommand
{
    private const string ClearScreen = "\e[H\e[2J";

    private readonly Option<bool> _all = new("--all", "-a") { Description = "Show containers too that do not run." };
    private readonly ChoiceOption _format = new("--format", "The form of the output; json is one object a line.", "table", "json");
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Measure once, in place of again and again." };
    private readonly Option<bool> _noTrunc = new("--no-trunc") { Description = "Show ids in full length." };
    private readonly ServiceArgument _services = new("The services to measure. Default: all.");

    public StatsCommand(ToolContext tool, GlobalOptions global)
        : base("stats", "Show what the project's containers use of processors, memory, networks and disks, until Ctrl-C.", tool, global)
    {
        Add(_all);
        Add(_format);
        Add(_noStream);
        Add(_noTrunc);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("stats", "a table that is kept up to date"),
        ("stats --no-stream --format json", "one measurement, for programs"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            bool whole = parsed.GetValue(_noTrunc);
            bool json = parsed.GetValue(_format) == "json";
            var options = new StatsOptions { Services = [.. parsed.GetValue(_services) ?? []], All = parsed.GetValue(_all), Once = parsed.GetValue(_noStream) };
            string before = !json && !options.Once && Tool.OutputIsTerminal ? ClearScreen : "";
            return await StreamAsync(
                client.StatsAsync(project, options, cancellationToken),
                (writer, stats) => writer.Write(before + (json ? StatsText.Json(stats, whole) : StatsText.Table(stats, whole))),
                cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);
}
