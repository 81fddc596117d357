using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;

namespace Compose.Net.Cli.Commands;

/// <summary>Copies files between this machine and containers.</summary>
internal sealed class CpCommand : ToolCommand
{
    private const string StandardStream = "-";

    private readonly Option<bool> _all = new("--all") { Description = "Copy to containers too that run made." };
    private readonly Option<bool> _archive = new("--archive", "-a") { Description = "Keep the numbers of owners and groups." };
    private readonly Option<bool> _follow = new("--follow-link", "-L") { Description = "Take a source that is a symbolic link for what it leads to." };
    private readonly IndexOption _index = new("The container of that number. Default: from the first, to all; an archive goes to the first.");
    private readonly Argument<string> _source = new("SOURCE") { Description = "SERVICE:PATH or a path of this machine; - reads a tar archive from standard input. With /. behind it, what is in the folder." };
    private readonly Argument<string> _target = new("TARGET") { Description = "A path of this machine or SERVICE:PATH; - writes a tar archive to standard output." };

    public CpCommand(ToolContext tool, GlobalOptions global)
        : base("cp", "Copy files or folders out of a service's container, or into its containers. They need not run.", tool, global)
    {
        Add(_all);
        Add(_archive);
        Add(_follow);
        Add(_index);
        Add(_source);
        Add(_target);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("cp web:/app/log .", "the folder log, into this one"),
        ("cp ./dump.sql db:/tmp/", "a file, into a folder"),
        ("cp web:/etc - > etc.tar", "as an archive"),
    ];

    protected override bool ChangesWithoutPlan => true;

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            var options = new CopyOptions
            {
                Index = _index.Number(parsed),
                IncludeOneOffs = parsed.GetValue(_all),
                FollowLinks = parsed.GetValue(_follow),
                KeepOwner = parsed.GetValue(_archive),
            };
            await CopyAsync(client, project, parsed.GetRequiredValue(_source), parsed.GetRequiredValue(_target), options, cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        },
        cancellationToken);

    private async Task CopyAsync(ComposeClient client, ComposeProject project, string source, string target, CopyOptions options, CancellationToken cancellationToken)
    {
        switch (Split(source), Split(target))
        {
            case ({ Service: { } service, Path: var path }, { Service: null }) when target == StandardStream:
                var output = new HeardStream(Tool.OpenOutput());
                await using (output.ConfigureAwait(false))
                {
                    await client.CopyFromAsync(project, service, path, output, options, cancellationToken).ConfigureAwait(false);
                }

                break;
            case ({ Service: { } service, Path: var path }, { Service: null }):
                await client.CopyFromAsync(project, service, path, target, options, cancellationToken).ConfigureAwait(false);
                break;
            case ({ Service: null }, { Service: { } service, Path: var path }) when source == StandardStream:
                Stream input = Tool.OpenInput();
                await using (input.ConfigureAwait(false))
                {
                    await client.CopyToAsync(project, service, input, path, options, cancellationToken).ConfigureAwait(false);
                }

                break;
            case ({ Service: null }, { Service: { } service, Path: var path }):
                await client.CopyToAsync(project, service, source, path, options, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ToolException(ToolCodes.CommandLine, "One of source and target must be in a container, as SERVICE:PATH, and the other on this machine.");
        }
    }

    // A path with a colon in it can be told from a service by a slash or a dot before it.
    private static (string? Service, string Path) Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 || text[0] is '.' or '/' || text[..colon].Contains('/', StringComparison.Ordinal) || (OperatingSystem.IsWindows() && colon == 1)
            ? (null, text)
            : (text[..colon], text[(colon + 1)..]);
    }
}
