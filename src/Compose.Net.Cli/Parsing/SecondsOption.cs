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

    /// <summary>Returns the time that a text stands for; null where it is none.</summary>
    protected virtual TimeSpan? Read(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private TimeSpan? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (Read(text) is { } time)
        {
            return time;
        }

        result.AddError($"Option \"{Name}\" needs whole seconds, and \"{text}\" is not that. Give for example 10.");
        return null;
    }
}
