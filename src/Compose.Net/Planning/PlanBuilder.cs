using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Collects steps and findings. A step gets the next number, so it can only wait for steps that are there already.</summary>
internal sealed class PlanBuilder(IProjectPlaces? places = null)
{
    private readonly ImmutableArray<PlanStep>.Builder _steps = ImmutableArray.CreateBuilder<PlanStep>();
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>A step that may not be there, as a list to wait for.</summary>
    public static IEnumerable<int> Step(int? step) => step is { } number ? [number] : [];

    /// <summary>The steps so far.</summary>
    public IEnumerable<PlanStep> Steps => _steps;

    public bool HasErrors => _diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    public int Add(
        Operation operation,
        Reason reason,
        IEnumerable<int>? dependsOn = null,
        string? service = null,
        IEnumerable<int>? after = null,
        bool mayFail = false,
        int? insteadOf = null,
        ImmutableArray<string> effects = default,
        bool restores = false)
    {
        // First, for a sequence of steps may write those steps while it is read.
        ImmutableArray<int> required = EachOnce(dependsOn, []);
        ImmutableArray<int> awaited = EachOnce(after, required);
        int number = _steps.Count + 1;
        _steps.Add(new PlanStep
        {
            Number = number,
            Operation = operation,
            Reason = reason,
            Service = service,
            DependsOn = required,
            After = awaited,
            MayFail = mayFail,
            InsteadOf = insteadOf,
            Effects = effects,
            Restores = restores,
        });
        return number;
    }

    /// <summary>Adds an error.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="message">The fact, and the way out.</param>
    /// <param name="path">What in the file it is about, as <c>services</c>, <c>web</c>, <c>image</c>; empty where it is about nothing that stands in a file.</param>
    public void Error(string code, string message, params ReadOnlySpan<string> path) => _diagnostics.Add(Diagnostic.Error(code, message, PlaceOf(path)));

    /// <summary>Adds a warning.</summary>
    /// <inheritdoc cref="Error"/>
    public void Warn(string code, string message, params ReadOnlySpan<string> path) => _diagnostics.Add(Diagnostic.Warning(code, message, PlaceOf(path)));

    /// <summary>Returns a plan that the reconciler can make again.</summary>
    public Plan Build(ComposeProject desired, ReconcileOptions options)
    {
        Plan plan = Build(desired);
        return plan with { Origin = new PlanOrigin(options, plan.Steps) };
    }

    public Plan Build(ComposeProject project) => new()
    {
        Project = project.Name,
        Desired = project,
        Steps = HasErrors ? [] : _steps.ToImmutable(),
        Diagnostics = _diagnostics.ToImmutable(),
    };

    // In order.
    private static ImmutableArray<int> EachOnce(IEnumerable<int>? steps, ImmutableArray<int> without)
    {
        int[] numbers = [.. steps ?? []];
        Array.Sort(numbers);
        int count = 0;
        foreach (int number in numbers)
        {
            if ((count == 0 || numbers[count - 1] != number) && !without.Contains(number))
            {
                numbers[count++] = number;
            }
        }

        return [.. numbers.AsSpan(0, count)];
    }

    private SourceSpan? PlaceOf(ReadOnlySpan<string> path) => path.IsEmpty ? null : places?.Find(path);
}
