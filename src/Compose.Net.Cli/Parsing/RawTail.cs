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
                index += new KnownOptions(command == root ? [root] : [command, root]).TakesNext(argument) ? 1 : 0;
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
}
