using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Changes how many containers services have.</summary>
internal sealed class ScaleCommand : ReconcileCommand
{
    private readonly Option<bool> _noDependencies = new("--no-deps") { Description = "Leave alone what the services depend on." };
    private readonly TimeoutOption _timeout = new();
    private readonly Argument<string[]> _scales = new("SERVICE=NUMBER") { Arity = ArgumentArity.OneOrMore, Description = "A service, and how many containers it has from now on." };

    public ScaleCommand(ToolContext tool, GlobalOptions global)
        : base("scale", "Change how many containers services have, in place of what the file says.", tool, global)
    {
        Add(_noDependencies);
        Add(_timeout);
        AddNetworkOptions();
        Add(_scales);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("scale web=3", "three containers of web"),
        ("scale web=1 worker=0", "one of web, none of worker"),
    ];

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (string Service, int Number)[] scales =
        [
            .. (parsed.GetValue(_scales) ?? []).Select(text => ScaleOption.Read(text, error => throw new ToolException(ToolCodes.CommandLine, error))),
        ];
        ComposeProject project = ReconcileFlags.Scaled(await LoadAsync(parsed, cancellationToken).ConfigureAwait(false), scales);
        var options = new ReconcileOptions
        {
            Services = [.. scales.Select(scale => scale.Service).Distinct()],
            WithoutDependencies = parsed.GetValue(_noDependencies),
            StopTimeout = parsed.GetValue(_timeout),
        };
        await UpAsync(parsed, project, WithNetworks(options, parsed), "is scaled", cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
