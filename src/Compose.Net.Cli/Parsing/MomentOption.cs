using System.CommandLine;
using System.CommandLine.Parsing;

namespace Compose.Net.Cli.Parsing;

/// <summary>A moment, as <see cref="Moments"/> reads it.</summary>
internal sealed class MomentOption : Option<DateTimeOffset?>
{
    private readonly Func<TimeProvider> _time;

    public MomentOption(string name, string description, Func<TimeProvider> time)
        : base(name)
    {
        _time = time;
        Description = description;
        HelpName = "MOMENT";
        CustomParser = Read;
    }

    private DateTimeOffset? Read(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        DateTimeOffset? moment = Moments.Read(text, _time());
        if (moment is null)
        {
            result.AddError($"Option \"{Name}\" needs a moment, and \"{text}\" is none. {Moments.WayOut}");
        }

        return moment;
    }
}
