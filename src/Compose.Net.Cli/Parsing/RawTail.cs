using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>
/// Keeps a command line that is meant for a container out of the parser's hands: from the service's name on, nothing is an option
/// of the tool, as the docker command has it.
/// </summary>
internal static class RawTail
{
    /// <summary>Returns the arguments, with <c>--</c> before the service's name where the command takes a command line.</summary>
    public static IReadOnlyList<string> Separate(RootCommand root, IReadOnlyList<string> arguments)
    {
        Command command = root;
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            if (argument == "--")
            {
                return arguments;
            }

            if (argument.StartsWith('-') && argument.Length > 1)
            {
                index += TakesNext(command == root ? [root] : [command, root], argument) ? 1 : 0;
            }
            else if (command == root)
            {
                command = root.Subcommands.FirstOrDefault(subcommand => subcommand.Name == argument) ?? root;
                if (command is not ITakesCommandLine)
                {
                    return arguments;
                }
            }
            else
            {
                return [.. arguments.Take(index), "--", .. arguments.Skip(index)];
            }
        }

        return arguments;
    }

    private static bool TakesNext(Command[] commands, string argument)
    {
        if (argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
        {
            return TakesValue(commands, argument);
        }

        // Several letters behind one dash: the first that takes a value has the rest of the word for it, or the next word.
        for (int letter = 1; letter < argument.Length; letter++)
        {
            if (TakesValue(commands, "-" + argument[letter]))
            {
                return letter == argument.Length - 1;
            }
        }

        return false;
    }

    private static bool TakesValue(Command[] commands, string name) => commands
        .SelectMany(command => command.Options)
        .FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name)) is { HelpName: not null };
}
