using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints what the project's containers wrote.</summary>
internal sealed class LogsCommand : ToolCommand
{
    private const int All = -1;

    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with lines that are yet to come, until nothing runs any more." };
    private readonly Option<int?> _tail = new("--tail", "-n") { HelpName = "COUNT", Description = "Print only the last lines of each container; all is the default." };
    private readonly MomentOption _since;
    private readonly MomentOption _until;
    private readonly Option<bool> _timestamps = new("--timestamps", "-t") { Description = "Print before each line when it was written." };
    private readonly Option<bool> _noPrefix = new("--no-log-prefix") { Description = "Do not print before each line who wrote it." };
    private readonly Option<bool> _noColour = new("--no-color") { Description = "Print without colours." };
    private readonly IndexOption _index = new("Print only the container of that number.");
    private readonly ServiceArgument _services = new("The services to print. Default: all.");

    public LogsCommand(ToolContext tool, GlobalOptions global)
        : base("logs", "Print what the project's containers wrote, in the order of time.", tool, global)
    {
        _since = new MomentOption("--since", "Begin at that moment: a date, seconds since 1970, or how long ago, such as 5m.", () => tool.Time);
        _until = new MomentOption("--until", "End at that moment.", () => tool.Time);
        _tail.CustomParser = result => ReadCount(result);
        Add(_follow);
        Add(_tail);
        Add(_since);
        Add(_until);
        Add(_timestamps);
        Add(_noPrefix);
        Add(_noColour);
        Add(_index);
        Add(_services);
    }

    public override ImmutableArray<(string Line, string Meaning)> Examples =>
    [
        ("logs", "all lines so far"),
        ("logs -f --tail 10 web", "the last ten of web, and what comes"),
        ("logs --since 5m --no-log-prefix web", "for programs"),
    ];

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => OnEngineAsync(
        parsed,
        async (project, client) =>
        {
            LogOptions options = OptionsOf(parsed);
            Action<TextWriter, LogLine> write = await WriterAsync(parsed, client, project, options, cancellationToken).ConfigureAwait(false);
            return await StreamAsync(client.LogsAsync(project, options, cancellationToken), write, cancellationToken).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<Action<TextWriter, LogLine>> WriterAsync(ParseResult parsed, ComposeClient client, ComposeProject project, LogOptions options, CancellationToken cancellationToken)
    {
        bool timestamps = parsed.GetValue(_timestamps);
        bool bare = parsed.GetValue(_noPrefix);
        string[] names = bare && options.Index is null ? [] : await NamesAsync(client, project, options, cancellationToken).ConfigureAwait(false);
        LogPrefixes? prefixes = bare ? null : new LogPrefixes(project.Name, names, !parsed.GetValue(_noColour) && OutputHasColours(parsed));
        return (writer, line) =>
        {
            writer.Write(prefixes?.Of(line));
            if (timestamps && line.UnixTimeNanoseconds > 0)
            {
                writer.Write(EngineMoments.Exact(line.UnixTimeNanoseconds));
                writer.Write(' ');
            }

            writer.WriteLine(line.Text);
        };
    }

    // The columns are as wide as the longest name, which is to be known before the first line.
    private static async Task<string[]> NamesAsync(ComposeClient client, ComposeProject project, LogOptions options, CancellationToken cancellationToken)
    {
        ObservedState state = await client.ObserveAsync(project, cancellationToken).ConfigureAwait(false);
        ObservedContainer[] containers = [.. state.Containers.Where(container => !container.OneOff && (options.Services.IsEmpty || options.Services.Contains(container.Service)))];
        string[] names = [.. containers.Where(container => options.Index is null || options.Index == container.Number).Select(container => container.Name)];
        return options.Index is null || names.Length > 0 ? names : throw new ToolException(
            ToolCodes.NoSuchContainer,
            FormattableString.Invariant($"There is no container of number {options.Index}. Those that are there: {(containers.Length == 0 ? "none" : string.Join(", ", containers.Select(container => container.Name)))}."));
    }

    private LogOptions OptionsOf(ParseResult parsed) => new()
    {
        Services = [.. parsed.GetValue(_services) ?? []],
        Index = _index.Number(parsed),
        Follow = parsed.GetValue(_follow),
        Tail = parsed.GetValue(_tail) is >= 0 and var count ? count : null,
        Since = parsed.GetValue(_since),
        Until = parsed.GetValue(_until),
        Unreadable = parsed.GetValue(_services) is { Length: > 0 } ? null : error => Report([new Diagnostic(DiagnosticSeverity.Warning, error.Code, error.Message)]),
    };

    private static int? ReadCount(System.CommandLine.Parsing.ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (text is "all" or "")
        {
            return All; // Not null, which the parser cannot pass on.
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return count;
        }

        result.AddError($"Option \"--tail\" needs a number of lines or \"all\", and \"{text}\" is not that.");
        return null;
    }
}
