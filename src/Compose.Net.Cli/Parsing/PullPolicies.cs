using Compose.Net.Model;

namespace Compose.Net.Cli.Parsing;

/// <summary>The pull policies that an option can give to all services.</summary>
internal static class PullPolicies
{
    /// <summary>Returns the policy of that word; null for any other, which leaves each service its own.</summary>
    public static PullPolicy? Of(string? word) => word switch
    {
        "always" => new PullPolicy(PullCondition.Always),
        "missing" => new PullPolicy(PullCondition.Missing),
        "never" => new PullPolicy(PullCondition.Never),
        _ => null,
    };
}
