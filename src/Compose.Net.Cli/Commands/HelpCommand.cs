using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints the help of a command, for those who ask for it in words.</summary>
internal sealed class HelpCommand : Command
{
    private readonly Argument<string[]> _path = new("COMMAND") { Arity = ArgumentArity.ZeroOrMore, Description = "The command to explain. Default: the tool." };

    public HelpCommand(ToolContext tool, ToolRootCommand root)
        : base("help", "Explain a command, as its --help does.")
    {
        Add(_path);
        SetAction(parsed =>
        {
            tool.Output.Write(HelpText.Of((parsed.GetValue(_path) ?? []).Aggregate<string, Command>(root, Find)));
            return ExitCodes.Success;
        });
    }

    private static Command Find(Command command, string name) => command.Subcommands.FirstOrDefault(subcommand => subcommand.Name == name)
        ?? throw new ToolException(ToolCodes.CommandLine, command.Subcommands.Count == 0
            ? $"\"{UsageErrors.NameOf(command)}\" has no commands below it, so \"{name}\" is one too many."
            : $"{UsageErrors.NoCommand(command, name)} \"{UsageErrors.NameOf(command)} --help\" lists all.");
}
