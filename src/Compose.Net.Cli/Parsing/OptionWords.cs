using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>
/// Spells options out where the parser would take the next word for their value and the docker command does not: behind an equals sign with
/// nothing after it, which is an empty value, and where a service called <c>true</c> or <c>false</c> follows a flag.
/// </summary>
internal static class OptionWords
{
    /// <summary>Returns the arguments in that form. What stands behind <c>--</c> stays as it is.</summary>
    public static IReadOnlyList<string> Spell(RootCommand root, IReadOnlyList<string> arguments)
    {
        var words = new List<string>(arguments.Count);
        Command command = root;
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            if (argument == "--")
            {
                words.AddRange(arguments.Skip(index));
                break;
            }

            if (!argument.StartsWith('-') || argument.Length == 1)
            {
                command = command.Subcommands.FirstOrDefault(subcommand => subcommand.Name == argument) ?? command;
                words.Add(argument);
                continue;
            }

            var options = new KnownOptions(command == root ? [root] : [command, root]);
            string? next = index + 1 < arguments.Count ? arguments[index + 1] : null;
            if (argument.IndexOf('=', StringComparison.Ordinal) == argument.Length - 1 && KnownOptions.IsOne(argument[..^1]))
            {
                words.AddRange([argument[..^1], ""]);
            }
            else if (next is not null && options.TakesNext(argument))
            {
                words.AddRange([argument, next]);
                index++;
            }
            else if (bool.TryParse(next, out _) && options.FlagAtEnd(argument) is { } flag)
            {
                words.AddRange(KnownOptions.IsOne(argument) ? [flag + "=true"] : [argument[..^1], flag + "=true"]);
            }
            else
            {
                words.Add(argument);
            }
        }

        return words;
    }
}
