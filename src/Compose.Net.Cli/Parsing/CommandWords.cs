using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>
/// Spells a command line out where the parser would read it otherwise than the docker command does: what is meant for a container is no
/// option of the tool from the service's name on, an option with nothing behind its equals sign has an empty value, a flag may be switched
/// with <c>1</c>, <c>0</c> and their like, and a service may be called <c>true</c> or <c>false</c> behind one.
/// </summary>
internal static class CommandWords
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
                if (command is ITakesCommandLine)
                {
                    words.AddRange(["--", .. arguments.Skip(index)]);
                    break;
                }

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
            else if (argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var mark && FlagValue(argument[(mark + 1)..]) is { } value && KnownOptions.IsOne(argument[..mark]) && options.FlagAtEnd(argument[..mark]) is { } valued)
            {
                words.Add($"{valued}={value}");
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

    // As the docker command reads them.
    private static string? FlagValue(string text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => "true",
        "0" or "f" or "F" or "FALSE" or "false" or "False" => "false",
        _ => null,
    };
}
