using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Thrown when a plan with errors is to be applied. Nothing has been changed.</summary>
public sealed class ComposePlanException : ComposeException
{
    /// <summary>Creates the exception.</summary>
    public ComposePlanException(Plan plan)
        : base(string.Join('\n', (plan ?? throw new ArgumentNullException(nameof(plan))).Diagnostics))
    {
        Plan = plan;
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>All its findings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Plan.Diagnostics;
}
