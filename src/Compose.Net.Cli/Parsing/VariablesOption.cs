using System.Collections.Immutable;
using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>Variables: <c>NAME=VALUE</c>, or only the name of one that is set here.</summary>
internal sealed class VariablesOption : Option<string[]>
{
    public VariablesOption(string name, string description, params string[] aliases)
        : base(name, aliases)
    {
        Description = description;
        HelpName = "NAME[=VALUE]";
    }

    /// <summary>The variables of a process in a container.</summary>
    public static VariablesOption OfProcess() => new("--env", "Set a variable; without a value, the one that is set here, or in an env file, is passed on.", "-e");

    /// <summary>Returns the variables by name. A name that is not set here is left out.</summary>
    public ImmutableSortedDictionary<string, string> Read(ParseResult parsed, Func<string, string?> environment)
    {
        ImmutableSortedDictionary<string, string>.Builder variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(this) ?? [])
        {
            string[] parts = text.Split('=', 2);
            if ((parts.Length == 2 ? parts[1] : environment(parts[0])) is { } value)
            {
                variables[parts[0]] = value;
            }
        }

        return variables.ToImmutable();
    }
}
