using System.CommandLine;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Completion;

/// <summary>What the words of a command line say of the one that comes next.</summary>
internal sealed record WordsBefore
{
    /// <summary>All of them, up to an option that still waits for its value.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The command that they name; the whole tool where they name none.</summary>
    public required Command Command { get; init; }

    /// <summary>The option whose value comes next; null where none waits for one.</summary>
    public Option? Open { get; private init; }

    /// <summary>What comes next where it is no option; null where the command takes no more.</summary>
    public Argument? Argument { get; private init; }

    /// <summary>Whether what comes next is for the program in a container.</summary>
    public bool BelongsToContainer { get; private init; }

    /// <summary>Reads them as the parser would.</summary>
    public static WordsBefore Of(ToolRootCommand root, IReadOnlyList<string> words)
    {
        Command command = root;
        Option? open = null;
        int given = 0;
        int settled = 0;
        for (int index = 0; index < words.Count; index++)
        {
            string word = words[index];
            if (word == "--" && open is null)
            {
                return new WordsBefore { Words = words, Command = command, BelongsToContainer = true };
            }

            if (open is not null)
            {
                open = word == "=" ? open : null;
            }
            else if (word.StartsWith('-') && word.Length > 1)
            {
                open = new KnownOptions(command == root ? [root] : [command, root]).Awaiting(word);
            }
            else if (command.Subcommands.FirstOrDefault(subcommand => subcommand.Name == word || subcommand.Aliases.Contains(word)) is { } named)
            {
                command = named;
            }
            else
            {
                given++;
            }

            settled = open is null ? index + 1 : settled;
        }

        return new WordsBefore
        {
            Words = [.. words.Take(settled)],
            Command = command,
            Open = open,
            Argument = given < command.Arguments.Count ? command.Arguments[given] : command.Arguments.LastOrDefault(argument => argument.Arity.MaximumNumberOfValues > 1),
            BelongsToContainer = command is ITakesCommandLine && given > 0,
        };
    }
}
