using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints what up would do.</summary>
internal sealed class PlanCommand : ReconcileCommand
{
    private readonly ChoiceOption _format = new("--format", "The form of the output.", "text", "json");
    private readonly ReconcileFlags _flags = new();
    private readonly ServiceArgument _services = new("The services that up would be given. Default: all.");

    public PlanCommand(ToolContext tool, GlobalOptions global)
        : base("plan", "Print what up would do and why. Changes nothing. Exit code 0: nothing to do; 2: something to do; 1: an error.", tool, global)
    {
        Add(_format);
        _flags.AddTo(this);
        AddNetworkOptions();
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("plan", "the steps, each with its reason"),
        ("plan --scale web=3 web", "what up with the same options would do"),
        ("-f compose.yaml plan --format json", "for programs"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        _flags.Check(parsed);
        (ComposeProject loaded, ImmutableArray<string> services) = await LoadAsync(parsed, _services, cancellationToken).ConfigureAwait(false);
        ComposeProject project = _flags.Scaled(parsed, loaded);
        ComposeClient client = await ConnectAsync(parsed, cancellationToken).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            ReconcileOptions options = WithNetworks(_flags.Options(parsed, services, Variable), parsed);
            Plan plan = await client.PlanAsync(project, options, cancellationToken).ConfigureAwait(false);
            Report(plan.Diagnostics);
            if (plan.HasErrors)
            {
                return ExitCodes.Failure;
            }

            Print(parsed.GetValue(_format) == "json" ? plan.ToJson() : (plan with { Diagnostics = [] }).ToString());
            return plan.IsEmpty ? ExitCodes.Success : ExitCodes.Difference;
        }
    }
}
