using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>How subnets are chosen, for commands that plan. Each option has a variable, for what belongs to a machine and not to a command.</summary>
internal sealed class AllocationOptions
{
    private readonly ChoiceOption _mode = new("--allocate", "Who chooses subnets that the file does not give: the plan where the engine would run out (auto), the engine (off), the plan (on); or COMPOSE_NET_ALLOCATE.", "auto", "off", "on");
    private readonly Option<string[]> _bases = Many("--allocate-from", "A range to choose subnets from, for example 10.83.0.0/16; a further one is taken when it is full. Or COMPOSE_NET_ALLOCATE_FROM, separated by commas.");
    private readonly Option<int?> _prefixLength = new("--allocate-size") { HelpName = "PREFIX", Description = "The prefix length of a chosen subnet. Default: COMPOSE_NET_ALLOCATE_SIZE, or 26, which is 64 addresses.", CustomParser = ReadSize };
    private readonly Option<string[]> _avoid = Many("--allocate-avoid", "A range not to choose from, beside all that is known to be taken. Or COMPOSE_NET_ALLOCATE_AVOID, separated by commas.");

    public void AddTo(Command command)
    {
        command.Add(_mode);
        command.Add(_bases);
        command.Add(_prefixLength);
        command.Add(_avoid);
    }

    /// <summary>Returns what the command line says, then the variables, then the defaults.</summary>
    /// <exception cref="ToolException">A variable cannot be used.</exception>
    public AddressOptions Read(ParseResult parsed, Func<string, string?> variable)
    {
        var options = new AddressOptions();
        string[] bases = List(parsed, _bases, variable("COMPOSE_NET_ALLOCATE_FROM"));
        string mode = parsed.GetResult(_mode) is null or { Implicit: true } ? variable("COMPOSE_NET_ALLOCATE") ?? "auto" : parsed.GetValue(_mode)!; // It has a default.
        return options with
        {
            Mode = mode switch
            {
                "auto" or "" => AddressMode.Auto,
                "off" => AddressMode.Off,
                "on" => AddressMode.On,
                _ => throw new ToolException(ToolCodes.CommandLine, $"The variable COMPOSE_NET_ALLOCATE does not know \"{mode}\". It takes: {string.Join(", ", _mode.Choices)}."),
            },
            Bases = bases.Length == 0 ? options.Bases : [.. bases],
            PrefixLength = parsed.GetValue(_prefixLength) ?? Size(variable("COMPOSE_NET_ALLOCATE_SIZE")) ?? options.PrefixLength,
            Avoid = [.. List(parsed, _avoid, variable("COMPOSE_NET_ALLOCATE_AVOID"))],
        };
    }

    private static string[] List(ParseResult parsed, Option<string[]> option, string? variable) =>
        parsed.GetValue(option) is { Length: > 0 } given ? given : (variable ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int? Size(string? variable) => string.IsNullOrEmpty(variable) ? null
        : int.TryParse(variable, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size
        : throw new ToolException(ToolCodes.CommandLine, $"The variable COMPOSE_NET_ALLOCATE_SIZE needs a prefix length, and \"{variable}\" is not that. Give for example 26.");

    private static int? ReadSize(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text.TrimStart('/'), NumberStyles.None, CultureInfo.InvariantCulture, out int size))
        {
            return size;
        }

        result.AddError($"Option \"--allocate-size\" needs a prefix length, and \"{text}\" is not that. Give for example 26.");
        return null;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { HelpName = "CIDR", Description = description };
}
