using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>A time in whole seconds.</summary>
internal class SecondsOption : Option<TimeSpan?>
{
    public SecondsOption(string name, params string[] aliases)
        : base(name, aliases)
    {
        HelpName = "SECONDS";
        CustomParser = Read;
    }

    private TimeSpan? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"Option \"{Name}\" needs whole seconds, and \"{text}\" is not that. Give for example 10.");
        return null;
    }
}
