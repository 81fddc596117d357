using System.CommandLine;
using System.Globalization;
using System.Text;
using Compose.Net.Cli.Commands;

namespace Compose.Net.Cli.Parsing;

/// <summary>Writes the help of a command, in the same form on every terminal.</summary>
internal static class HelpText
{
    private const int Width = 100;
    private const int Gap = 3;

    public static string Of(Command command)
    {
        bool root = command is RootCommand;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Usage: {ToolRootCommand.ToolName} {(root ? "[OPTIONS] COMMAND" : $"{Path(command)} [OPTIONS]{Arguments(command)}")}\n\n");
        AppendWrapped(text, command.Description ?? "", 0);
        AppendSection(text, "Commands", command.Subcommands.Select(subcommand => (subcommand.Name, FirstSentence(subcommand))));
        AppendSection(text, "Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        AppendSection(text, "Options", command.Options.Where(option => !option.Hidden && !(root && option.Recursive && option.HelpName is not null)).Select(Row));
        IEnumerable<Option> shared = root ? command.Options.Where(option => option.HelpName is not null) : Ancestors(command).SelectMany(parent => parent.Options);
        AppendSection(text, root ? "Options of every command, before or behind it" : "Options of every command", shared.Where(option => option.Recursive).Select(Row));
        if (command is ToolCommand { Examples: var examples })
        {
            AppendSection(text, "Examples", examples.Select(example => ($"{ToolRootCommand.ToolName} {example.Line}", example.Meaning)));
        }

        if (root)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\"{ToolRootCommand.ToolName} COMMAND --help\" says more about a command.\n");
        }

        return text.ToString();
    }

    private static string Path(Command command) =>
        string.Join(' ', Ancestors(command).TakeWhile(parent => parent is not RootCommand).Reverse().Append(command).Select(part => part.Name));

    private static IEnumerable<Command> Ancestors(Command command)
    {
        for (Command? parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return parent;
        }
    }

    private static string Arguments(Command command) => command.Subcommands.Count > 0
        ? " COMMAND"
        : string.Concat(command.Arguments.Select(argument => (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
        {
            (0, > 1) => $" [{argument.Name}...]",
            (_, > 1) => $" {argument.Name}...",
            _ => $" {argument.Name}",
        }));

    private static (string, string) Row(Option option)
    {
        string? alias = option.Aliases.FirstOrDefault();
        string names = alias is null ? $"    {option.Name}" : $"{alias}, {option.Name}";
        string description = option is ChoiceOption choice ? $"{option.Description} Default: {choice.Choices[0]}." : option.Description ?? "";
        return (option.HelpName is null ? names : $"{names} {option.HelpName}", description);
    }

    private static string FirstSentence(Command command)
    {
        string description = command.Description ?? "";
        int end = description.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? description : description[..(end + 1)];
    }

    private static void AppendSection(StringBuilder text, string title, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\n{title}:\n");
        int left = all.Max(row => row.Left.Length) + Gap;
        foreach ((string name, string meaning) in all)
        {
            text.Append("  ").Append(name.PadRight(left));
            AppendWrapped(text, meaning, left + 2);
        }
    }

    // The first line continues what is there already; further ones are indented.
    private static void AppendWrapped(StringBuilder text, string words, int indent)
    {
        int column = indent;
        bool first = true;
        foreach (string word in words.Split(' '))
        {
            if (!first && column + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
                first = true;
            }

            text.Append(first ? "" : " ").Append(word);
            column += word.Length + (first ? 0 : 1);
            first = false;
        }

        text.Append('\n');
    }
}
