using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>Which of a service's containers is meant. They are counted from 1; 0 is as good as none, as with docker compose.</summary>
internal sealed class IndexOption : Option<int?>
{
    public IndexOption(string description)
        : base("--index")
    {
        HelpName = "NUMBER";
        Description = description;
        CustomParser = Read;
    }

    /// <summary>Returns the number; null where none is meant.</summary>
    public int? Number(ParseResult parsed) => parsed.GetValue(this) is > 0 and var number ? number : null;

    private int? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return number;
        }

        result.AddError($"Option \"{Name}\" needs a whole number, and \"{text}\" is not that. Give for example 1.");
        return null;
    }
}
