using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Tries who reaches whom.</summary>
internal sealed class VerifyCommand : ToolCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "text", "json", "junit");

    public VerifyCommand(ToolContext tool, GlobalOptions global)
        : base("verify", "Try from inside the running containers who reaches whom, by name and by address, and compare it with the file. Exit code 0: as the file says; 2: it differs; 1: an error.", tool, global)
    {
        Add(_format);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("verify", "a table of who reaches whom"),
        ("verify --format json", "every attempt, for programs"),
        ("verify --format junit > verify.xml", "every attempt as a test, for a CI server"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        ComposeProject project = await LoadAsync(parsed, cancellationToken).ConfigureAwait(false);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            ReachabilityReport report = await client.VerifyAsync(project, cancellationToken).ConfigureAwait(false);
            if (report.Tools.IsEmpty)
            {
                throw new ToolException(ToolCodes.NothingRuns, $"No service of project \"{project.Name}\" is running, so there is nothing to probe. Run \"{ToolRootCommand.ToolName} up -d\" first.");
            }

            Print(parsed.GetValue(_format) switch
            {
                "json" => report.ToJson(),
                "junit" => report.ToJUnit(),
                _ => report.ToString(),
            });
            if (!report.Differs && report.Untried > 0 && report.Untried == report.Pairs.Sum(pair => pair.Probes.Length))
            {
                throw new ToolException(
                    ToolCodes.NothingTried,
                    FormattableString.Invariant($"None of the {report.Untried} probes of project \"{project.Name}\" could be tried: from here the containers' networks cannot be entered, and no image has a program for it. Run this as root beside the engine, or give the images ping or nc."));
            }

            return report.Differs ? ExitCodes.Difference : ExitCodes.Success;
        }
    }
}
