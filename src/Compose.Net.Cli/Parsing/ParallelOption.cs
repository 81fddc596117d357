using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>How many steps run at the same time.</summary>
internal sealed class ParallelOption : Option<int?>
{
    private const string VariableName = "COMPOSE_PARALLEL_LIMIT";
    private const int Unlimited = -1;

    public ParallelOption()
        : base("--parallel")
    {
        HelpName = "NUMBER";
        Description = "How many steps run at the same time at most; -1 is without a limit. Default: COMPOSE_PARALLEL_LIMIT, or 16.";
        Recursive = true;
        CustomParser = Read;
    }

    /// <summary>Returns what the command line says, then the variable; null where neither does.</summary>
    /// <exception cref="ToolException">The variable cannot be used.</exception>
    public int? Read(ParseResult parsed, Func<string, string?> variable)
    {
        if (parsed.GetValue(this) is { } given)
        {
            return given;
        }

        return variable(VariableName) is not { Length: > 0 } text ? null
            : TryRead(text, out int number) ? number
            : throw new ToolException(ToolCodes.CommandLine, $"The variable {VariableName} needs a number of steps, or -1 for no limit, and \"{text}\" is not that. Give for example 4.");
    }

    private int? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (TryRead(text, out int number))
        {
            return number;
        }

        result.AddError($"Option \"{Name}\" needs a number of steps, or -1 for no limit, and \"{text}\" is not that. Give for example 4.");
        return null;
    }

    private static bool TryRead(string text, out int number)
    {
        bool understood = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number is > 0 or Unlimited;
        number = number == Unlimited ? int.MaxValue : number;
        return understood;
    }
}
