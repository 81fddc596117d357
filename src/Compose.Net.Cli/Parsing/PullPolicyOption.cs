using System.CommandLine;
using Compose.Net.Model;

namespace Compose.Net.Cli.Parsing;

/// <summary>An option that gives all services a pull policy, or leaves each its own.</summary>
/// <param name="name">The option's name.</param>
/// <param name="policies">The policies that it takes.</param>
internal sealed class PullPolicyOption(string name, params string[] policies)
    : ChoiceOption(name, "When images are fetched; policy leaves it to each service.", ["policy", .. policies])
{
    /// <summary>Returns the policy; null where each service has its own.</summary>
    public PullPolicy? Read(ParseResult parsed) => parsed.GetValue(this) switch
    {
        "always" => new PullPolicy(PullCondition.Always),
        "missing" => new PullPolicy(PullCondition.Missing),
        "build" => new PullPolicy(PullCondition.Build),
        "never" => new PullPolicy(PullCondition.Never),
        _ => null,
    };
}
