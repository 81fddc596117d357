using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>A size: a whole number of bytes, or of the unit that stands behind it, <c>k</c>, <c>m</c> or <c>g</c>, each 1024 of the one before.</summary>
internal sealed class SizeOption : Option<long?>
{
    private const string Units = "bkmg";

    public SizeOption(string name, params string[] aliases)
        : base(name, aliases)
    {
        HelpName = "SIZE";
        CustomParser = Read;
    }

    private long? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        int power = text.Length == 0 ? -1 : Units.IndexOf(char.ToLowerInvariant(text[^1]), StringComparison.Ordinal);
        if (long.TryParse(power < 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= long.MaxValue >> (10 * Math.Max(power, 0)))
        {
            return number << (10 * Math.Max(power, 0));
        }

        result.AddError($"Option \"{Name}\" needs a size, and \"{text}\" is not that. Give for example 512m.");
        return null;
    }
}
