using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Who reaches whom, as tried from inside the running containers, beside what the project says.</summary>
public sealed record ReachabilityReport
{
    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>
    /// What each running service was probed with: <c>tcp</c> for connections from its container's own network, which need nothing of the image,
    /// else a program of the image, for example <c>ping</c>; empty where there is neither.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Tools { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The services without a running container, which were not probed, ordered.</summary>
    public ImmutableArray<string> NotRunning { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Those of <see cref="NotRunning"/> that did not end well by themselves, ordered: the project says that they run.</summary>
    public ImmutableArray<string> Missing { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Every ordered pair of running services, ordered by caller, then by the called.</summary>
    public ImmutableArray<ReachabilityPair> Pairs { get; init => field = Ordinal.List(value); } = [];

    /// <summary>How many attempts there was nothing to try with. Where that is all of them, the report says nothing about the project.</summary>
    public int Untried => Pairs.Sum(pair => pair.Probes.Count(probe => probe.Answers is null));

    /// <summary>Whether any attempt differs from what the project says, or a service is missing that could not be tried at all. What was not tried is no difference, see <see cref="Untried"/>.</summary>
    public bool Differs => !Missing.IsEmpty || Pairs.Any(pair => pair.Differs);

    /// <summary>Returns an aligned table, one row a caller, one column a called service, and a line for each difference.</summary>
    public override string ToString() => ReachabilityText.Write(this);

    /// <summary>Returns the report in JUnit's XML form, one test an attempt, as CI servers read it.</summary>
    public string ToJUnit() => ReachabilityJUnit.Write(this);

    /// <summary>Returns the report as JSON for programs.</summary>
    public string ToJson() => ReachabilityJson.Write(this);
}
