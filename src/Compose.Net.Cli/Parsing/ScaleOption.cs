using System.CommandLine;
using System.Globalization;

namespace Compose.Net.Cli.Parsing;

/// <summary>How many containers services have, as <c>SERVICE=NUMBER</c>, in place of what the file says.</summary>
internal sealed class ScaleOption : Option<(string Service, int Number)[]>
{
    public ScaleOption()
        : base("--scale")
    {
        Description = "How many containers a service has, in place of what the file says. Can be given for several.";
        HelpName = "SERVICE=NUMBER";
        AllowMultipleArgumentsPerToken = false;
        Arity = ArgumentArity.OneOrMore;
        CustomParser = result => [.. result.Tokens.Select(token => Read(token.Value, result.AddError))];
    }

    /// <summary>Reads one pair; what is none is reported.</summary>
    public static (string Service, int Number) Read(string text, Action<string> error)
    {
        int mark = text.IndexOf('=', StringComparison.Ordinal);
        if (mark > 0 && int.TryParse(text[(mark + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return (text[..mark], number);
        }

        error($"A scale is a service and a number, and \"{text}\" is not that. Give for example web=3.");
        return (text, 1);
    }
}
