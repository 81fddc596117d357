using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Removes containers that do not run.</summary>
internal sealed class RmCommand : LifecycleCommand
{
    private readonly Option<bool> _force = new("--force", "-f") { Description = "Do not ask." };
    private readonly Option<bool> _stop = new("--stop", "-s") { Description = "Stop containers first that run, in place of leaving them alone." };
    private readonly Option<bool> _volumes = new("--volumes", "-v") { Description = "Remove the containers' anonymous volumes too. Named volumes stay." };

    public RmCommand(ToolContext tool, GlobalOptions global)
        : base("rm", "Remove containers that do not run. Asks first; where nobody can answer, -f is needed.", "The services, and no others. Default: all.", "has no such container any more", tool, global)
    {
        Add(_force);
        Add(_stop);
        Add(_volumes);
        Add(new Option<bool>("--all", "-a") { Hidden = true }); // It has no meaning any more in docker compose either.
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("rm -f", "every container that does not run"),
        ("rm -sf web", "one service's containers, running or not"),
    ];

    // What was confirmed goes, and nothing else, whatever stopped meanwhile.
    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => parsed.GetValue(_force) || IsDryRun(parsed) ? base.RunAsync(parsed, cancellationToken) : OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            Plan plan = Lifecycle.Remove(project, await client.ObserveAsync(project, cancellationToken).ConfigureAwait(false), OptionsOf(parsed));
            if (plan.HasErrors || plan.IsEmpty || await IsConfirmedAsync(plan, cancellationToken).ConfigureAwait(false))
            {
                await ChangeAsync(parsed, Outcome, progress => ApplyAsync(client, plan, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Success;
        },
        cancellationToken);

    protected override Task<Plan> DoAsync(ParseResult parsed, ComposeClient client, ComposeProject project, IProgress<ComposeEvent> progress, CancellationToken cancellationToken) =>
        client.RemoveAsync(project, OptionsOf(parsed), progress, cancellationToken);

    private static async Task<Plan> ApplyAsync(ComposeClient client, Plan plan, IProgress<ComposeEvent> progress, CancellationToken cancellationToken)
    {
        await client.ApplyAsync(plan, progress, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    private RemoveOptions OptionsOf(ParseResult parsed) => new()
    {
        Services = Services(parsed),
        Stop = parsed.GetValue(_stop),
        RemoveAnonymousVolumes = parsed.GetValue(_volumes),
    };

    private async Task<bool> IsConfirmedAsync(Plan plan, CancellationToken cancellationToken)
    {
        string names = string.Join(", ", plan.Steps.Select(step => step.Operation).OfType<RemoveContainer>().Select(remove => remove.Name));
        if (Tool.AskAsync is not { } ask)
        {
            throw new ToolException(ToolCodes.NotConfirmed, $"Nobody is there to confirm that these containers go: {names}. Give -f to remove them without being asked.");
        }

        bool yes = await ask($"Going to remove {names}. Continue? [y/N] ", cancellationToken).ConfigureAwait(false);
        if (!yes)
        {
            Messages.Tell("Nothing was removed.");
        }

        return yes;
    }
}
