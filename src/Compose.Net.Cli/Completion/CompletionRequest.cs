using System.CommandLine;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Model;

namespace Compose.Net.Cli.Completion;

/// <summary>A shell's question what can stand next on a command line, and the answer: a candidate a line, or nothing, and the shell goes on by itself.</summary>
internal sealed class CompletionRequest(ToolContext tool, ToolRootCommand root)
{
    private const string Question = "__complete";

    // Behind it stands what is written of the word so far, even if that is nothing: some shells lose empty words.
    private const char Mark = '=';

    /// <summary>Whether a command line is one.</summary>
    public static bool Is(IReadOnlyList<string> arguments) => arguments is { Count: > 1 } && arguments[0] == Question && arguments[1].StartsWith(Mark);

    /// <summary>Answers.</summary>
    /// <param name="arguments">The question, what is written of the word, and the words before it.</param>
    /// <param name="cancellationToken">Ends the loading of files.</param>
    public async Task AnswerAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        string begun = arguments[1][1..];
        string[] words = [.. arguments.Skip(2)];

        // Some shells take what follows the equals sign of an option for a word of its own, others do not.
        string option = begun.StartsWith("--", StringComparison.Ordinal) && begun.IndexOf('=', StringComparison.Ordinal) is > 0 and var mark ? begun[..mark] : "";
        WordsBefore before = WordsBefore.Of(root, option.Length == 0 ? words : [.. words, option]);
        string written = option.Length > 0 ? option + "=" : "";
        begun = before.Open is null ? begun : begun[written.Length..].TrimStart('=');
        foreach (string candidate in (await CandidatesAsync(before, begun, cancellationToken).ConfigureAwait(false)).Where(each => each.StartsWith(begun, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            tool.Output.WriteLine(written + candidate);
        }
    }

    private Task<IEnumerable<string>> CandidatesAsync(WordsBefore before, string begun, CancellationToken cancellationToken) => before switch
    {
        { BelongsToContainer: true } => Nothing,
        { Open: { } option } => ValuesOfAsync(option, before, cancellationToken),
        _ when begun.StartsWith('-') => Task.FromResult(OptionsOf(before.Command)),
        { Command: HelpCommand } => Task.FromResult(NamesOf(root)),
        { Command: CompletionCommand } => Task.FromResult(CompletionScripts.ByShell.Keys.AsEnumerable()),
        { Command.Subcommands.Count: > 0 } => Task.FromResult(NamesOf(before.Command)),
        { Argument: { } argument } => ValuesOfAsync(argument, before, cancellationToken),
        _ => Nothing,
    };

    private static Task<IEnumerable<string>> Nothing { get; } = Task.FromResult(Enumerable.Empty<string>());

    private static IEnumerable<string> NamesOf(Command command) => command.Subcommands.Select(subcommand => subcommand.Name);

    private IEnumerable<string> OptionsOf(Command command) => command.Options
        .Concat(command == root ? [] : root.Options.Where(option => option.Recursive))
        .Where(option => !option.Hidden)
        .Select(option => option.Name);

    private Task<IEnumerable<string>> ValuesOfAsync(Option option, WordsBefore before, CancellationToken cancellationToken) => option switch
    {
        ChoiceOption choice => Task.FromResult<IEnumerable<string>>(choice.Choices),
        ScaleOption => ServicesAsync(before, "=", cancellationToken),
        { Name: "--profile" } => ProfilesAsync(before, cancellationToken),
        { HelpName: "SERVICE" } => ServicesAsync(before, "", cancellationToken),
        { HelpName: { } name } when name.Contains('|', StringComparison.Ordinal) => Task.FromResult<IEnumerable<string>>(name.Split('|')),
        _ => Nothing,
    };

    private Task<IEnumerable<string>> ValuesOfAsync(Argument argument, WordsBefore before, CancellationToken cancellationToken) => argument.Name switch
    {
        "SERVICE" or "FROM" or "TO" => ServicesAsync(before, "", cancellationToken),
        "SERVICE=NUMBER" => ServicesAsync(before, "=", cancellationToken),
        "SOURCE" or "TARGET" => ServicesAsync(before, ":", cancellationToken),
        _ => Nothing,
    };

    private async Task<IEnumerable<string>> ServicesAsync(WordsBefore before, string behind, CancellationToken cancellationToken) =>
        await LoadAsync(before, cancellationToken).ConfigureAwait(false) is { } project ? project.Services.Keys.Concat(project.DisabledServices.Keys).Select(name => name + behind) : [];

    private async Task<IEnumerable<string>> ProfilesAsync(WordsBefore before, CancellationToken cancellationToken) =>
        await LoadAsync(before, cancellationToken).ConfigureAwait(false) is { } project ? ServiceLists.Profiles(project) : [];

    // Whoever has mistakes in his files hears of them when he runs the command.
    private async Task<ComposeProject?> LoadAsync(WordsBefore before, CancellationToken cancellationToken)
    {
        ParseResult parsed = root.Parse(CommandWords.Spell(root, before.Words), Tool.Parser);
        ComposeFileOptions options = root.Global.FileOptions(parsed) with { CheckConsistency = false, ResolveEnvironmentFiles = false };
        return (await tool.LoadAsync([.. root.Global.Files(parsed)], options, cancellationToken).ConfigureAwait(false)).Project;
    }
}
