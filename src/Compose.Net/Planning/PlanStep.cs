using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>One operation of a plan, with what it waits for and why it is there.</summary>
public sealed record PlanStep
{
    /// <summary>The step's number, from 1, which is also its place in the plan.</summary>
    public required int Number { get; init; }

    /// <summary>What to do.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The service it is for; null for networks and volumes, and for an image that is fetched or removed whichever services use it.</summary>
    public string? Service { get; init; }

    /// <summary>The numbers of the steps that must have succeeded before. Each is lower than <see cref="Number"/>, so a plan cannot hold a cycle.</summary>
    public ImmutableArray<int> DependsOn { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The numbers of the steps whose outcome is awaited, whatever it is: dependencies with <c>required: false</c>.</summary>
    public ImmutableArray<int> After { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The number of the step that this one makes up for: it begins only when that one has not succeeded, because it failed or something before it did. Null for a step that is always meant.</summary>
    public int? InsteadOf { get; init; }

    /// <summary>Whether it gives back what an earlier step took from somebody whom the plan is not about. Defaults to false.</summary>
    internal bool Restores { get; init; }

    /// <summary>Whether it is carried out after a cancellation or a failure too, where what it depends on was: else somebody would stay without what he had.</summary>
    internal bool GivesBack => Restores || InsteadOf is not null;

    /// <summary>Whether its failure is only reported and does not make the whole a failure. Defaults to false.</summary>
    public bool MayFail { get; init; }

    /// <summary>Why it is there.</summary>
    public required Reason Reason { get; init; }

    /// <summary>What else it will cause, in sentences, for example a restart or a moved address.</summary>
    public ImmutableArray<string> Effects { get; init => field = Ordinal.List(value); } = [];

    /// <summary>Returns what is done and why, for example <c>3: create container shop-web-1, is missing</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}: {OperationText.Describe(Operation)}, {Reason}");
}
