using System.CommandLine;
using System.CommandLine.Parsing;
using Compose.Net.Cli.Commands;
using Compose.Net.Diagnostics;

namespace Compose.Net.Cli.Parsing;

/// <summary>Says what is wrong with a command line, and what may have been meant.</summary>
internal static class UsageErrors
{
    private const string StandardStream = "-";

    public static List<string> Of(ParseResult parsed)
    {
        var errors = new List<string>();
        string[] mistaken = [.. Mistaken(parsed)];

        // An option that was taken for a name leaves the last name over.
        string[] unmatched = [.. mistaken, .. parsed.UnmatchedTokens.Where(token => mistaken.Length == 0 || token.StartsWith('-')), .. Directives(parsed)];
        string[] bare = [.. Bare(parsed)];
        if (parsed.Action is PrintAction || (parsed.Errors.Count == 0 && unmatched.Length == 0 && bare.Length == 0))
        {
            return errors;
        }

        Command command = parsed.CommandResult.Command;
        // Behind a command that is not there, everything is.
        foreach (string token in command.Subcommands.Count > 0 ? unmatched.Take(1) : unmatched)
        {
            errors.Add(Line(Unmatched(command, token)));
        }

        foreach (ParseError error in parsed.Errors)
        {
            // Those without a value are the unmatched ones again, in other words.
            if (Describe(error) is { } message)
            {
                errors.Add(Line(message));
            }
        }

        errors.AddRange(bare.Select(name => Line($"Option \"{name}\" needs a value.")));
        errors.Add($"\"{NameOf(command)} --help\" says more.");
        return errors;
    }

    // Of an option that is given several times, the parser is content with one value.
    private static IEnumerable<string> Bare(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = result.Parent)
        {
            foreach (OptionResult option in command.Children.OfType<OptionResult>())
            {
                if (option is { Implicit: false, Tokens.Count: > 0, Option: { Arity.MinimumNumberOfValues: > 0, AllowMultipleArgumentsPerToken: false } } && option.IdentifierTokenCount > option.Tokens.Count)
                {
                    yield return option.IdentifierToken?.Value ?? option.Option.Name;
                }
            }
        }
    }

    // The parser's own extras in square brackets, which the tool does not have.
    private static IEnumerable<string> Directives(ParseResult parsed) =>
        parsed.Tokens.Where(token => token.Type == TokenType.Directive).Select(token => token.Value);

    // No name begins so: it is an option that the command does not have. A command line of somebody else's is his own.
    private static IEnumerable<string> Mistaken(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<ArgumentResult>()
        .Where(result => result.Argument is ServiceArgument or { Name: "SERVICE" } || parsed.CommandResult.Command is not ITakesCommandLine)
        .SelectMany(result => result.Tokens)
        .Select(token => token.Value)
        .Where(token => token.StartsWith('-') && token != StandardStream);

    private static string Line(string message) => $"error {ToolCodes.CommandLine}: {message}";

    private static string Unmatched(Command command, string token)
    {
        if (token.StartsWith('-'))
        {
            string option = token.Split('=', 2)[0];
            return command.Options.Any(own => own.Name == option || own.Aliases.Contains(option))
                ? $"Option \"{option}\" belongs behind \"{command.Name}\"."
                : $"\"{NameOf(command)}\" has no option \"{option}\".{(PeerOptions.WayOut(command.Name, option) is { } inPlace ? " " + inPlace : Suggestion.For(option, OptionsOf(command)))}";
        }

        return command.Subcommands.Count > 0
            ? NoCommand(command, token)
            : command.Arguments.Count > 0
            ? $"\"{NameOf(command)}\" takes {string.Join(" and ", command.Arguments.Select(argument => argument.Name))}, so \"{token}\" is one too many."
            : $"\"{NameOf(command)}\" takes no argument, so \"{token}\" is one too many{(command is ToolCommand { IsAboutProject: false } ? "" : ": it always works on the whole project")}.";
    }

    /// <summary>Says that a command has no subcommand of that name, and which may have been meant.</summary>
    public static string NoCommand(Command command, string name) =>
        $"There is no command \"{(command is RootCommand ? "" : command.Name + " ")}{name}\".{(command is RootCommand && PeerCommands.WayOut(name) is { } wayOut ? " " + wayOut : Suggestion.For(name, command.Subcommands.Select(subcommand => subcommand.Name)))}";

    private static string? Describe(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, IdentifierToken.Value: var name } => $"Option \"{name}\" needs a value.",
        ArgumentResult { Parent: OptionResult { Tokens.Count: 0, IdentifierToken.Value: var name } } => $"Option \"{name}\" needs a value.",
        OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1, IdentifierToken.Value: var name } => $"Option \"{name}\" is given more than once, and takes one value.",
        ArgumentResult { Parent: CommandResult { Command: var command }, Tokens.Count: 0, Argument.Name: var name } => $"\"{NameOf(command)}\" needs {name}.",
        OptionResult or ArgumentResult => error.Message,
        _ => null,
    };

    private static IEnumerable<string> OptionsOf(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
        .SelectMany(option => option.Aliases.Prepend(option.Name));

    /// <summary>How the command is called on a command line, from the tool's name on.</summary>
    public static string NameOf(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : ToolRootCommand.ToolName;
}
