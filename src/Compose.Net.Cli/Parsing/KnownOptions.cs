using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>What the options of some commands make of the words of a command line, before those are parsed.</summary>
internal sealed class KnownOptions(IReadOnlyCollection<Command> commands)
{
    /// <summary>Whether an option, or several letters behind one dash, has the next word for its value.</summary>
    public bool TakesNext(string argument)
    {
        if (IsOne(argument))
        {
            return TakesValue(argument);
        }

        // Of several letters, the first that takes a value has the rest of the word for it, or the next word.
        for (int letter = 1; letter < argument.Length; letter++)
        {
            if (TakesValue("-" + argument[letter]))
            {
                return letter == argument.Length - 1;
            }
        }

        return false;
    }

    /// <summary>The full name of the flag that an argument ends with; null where that is none.</summary>
    public string? FlagAtEnd(string argument) =>
        Find(IsOne(argument) ? argument : "-" + argument[^1]) is { } option && option.ValueType == typeof(bool) ? option.Name : null;

    /// <summary>The option that has the next word for its value; null where none has.</summary>
    public Option? Awaiting(string argument) => TakesNext(argument) ? Find(IsOne(argument) ? argument : "-" + argument[^1]) : null;

    /// <summary>Whether an argument is one option, and not several letters.</summary>
    public static bool IsOne(string argument) => argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2;

    private bool TakesValue(string name) => Find(name) is { HelpName: not null };

    private Option? Find(string name) => commands.SelectMany(command => command.Options).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));
}
