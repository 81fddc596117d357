using System.CommandLine;

namespace Compose.Net.Cli.Parsing;

/// <summary>An option that takes one of a few words; the first is the default.</summary>
internal class ChoiceOption : Option<string>
{
    public ChoiceOption(string name, string description, params string[] choices)
        : base(name)
    {
        Description = description;
        Choices = choices;
        HelpName = string.Join('|', choices);
        DefaultValueFactory = _ => choices[0];
        Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !choices.Contains(result.Tokens[0].Value))
            {
                result.AddError($"Option \"{name}\" does not know \"{result.Tokens[0].Value}\". It takes: {string.Join(", ", choices)}.");
            }
        });
    }

    public IReadOnlyList<string> Choices { get; }
}
