using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Tells a subnet that somebody else took in the meantime from other failures.</summary>
internal static class SubnetRace
{
    /// <summary>Whether nothing failed but networks for want of their subnet.</summary>
    public static bool IsLost(ComposeApplyException failure) => failure.Failures.All(step => CodeOf(step) is DiagnosticCodes.SubnetTaken or DiagnosticCodes.AddressPoolsExhausted);

    /// <summary>
    /// The options of the next attempt: where the engine itself has nothing left, the plan has to choose, and what it chose and was refused is not chosen again.
    /// Both stand for all attempts that follow.
    /// </summary>
    public static ReconcileOptions NextOptions(ComposeApplyException failure, ReconcileOptions options) => options with
    {
        Addresses = options.Addresses with
        {
            Mode = failure.Failures.Any(step => CodeOf(step) == DiagnosticCodes.AddressPoolsExhausted) ? AddressMode.On : options.Addresses.Mode,

            // An engine takes a subnet up to a tenth of a second before it lists the network that has it.
            Avoid = [.. options.Addresses.Avoid, .. failure.Failures.Where(step => CodeOf(step) == DiagnosticCodes.SubnetTaken).SelectMany(step => ChosenFor((CreateNetwork)step.Step.Operation))],
        },
    };

    /// <summary>Whether a plan makes every network that failed in another subnet, or not at all.</summary>
    public static bool Evades(ComposeApplyException failure, Plan plan)
    {
        // A former network that could not come back either is no wish of the plan.
        var failed = failure.Failures.Where(step => step.Step.InsteadOf is null).Select(step => (CreateNetwork)step.Step.Operation).ToDictionary(create => create.Network.Name, SubnetsOf, StringComparer.Ordinal);
        return !plan.HasErrors && plan.Steps.Where(step => step.InsteadOf is null).Select(step => step.Operation).OfType<CreateNetwork>()
            .All(create => !failed.TryGetValue(create.Network.Name, out ImmutableArray<string?> subnets) || !subnets.SequenceEqual(SubnetsOf(create)));
    }

    private static string? CodeOf(StepFailure failure) =>
        failure is { Step.Operation: CreateNetwork, Exception: ComposeEngineException exception } ? exception.Code : null;

    // What the file says is not to be avoided: there is no other way to give it what it wants.
    private static IEnumerable<string> ChosenFor(CreateNetwork create) => create.Network.Asked is { } asked ? create.Network.Subnets.Except(asked.Subnets, StringComparer.Ordinal) : [];

    private static ImmutableArray<string?> SubnetsOf(CreateNetwork create) => [.. create.Network.Pools.Select(pool => pool.Subnet)];
}
