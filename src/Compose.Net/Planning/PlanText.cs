using System.Globalization;
using System.Text;
using Compose.Net.Diagnostics;

namespace Compose.Net.Planning;

/// <summary>Prints a plan for people.</summary>
internal static class PlanText
{
    private const int WidestDescription = 48;

    public static string Write(Plan plan)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Project \"{plan.Project}\": {Summary(plan)}\n");
        int digits = plan.Steps.Length.ToString(CultureInfo.InvariantCulture).Length;
        int width = Math.Min(WidestDescription, plan.Steps.Select(step => OperationText.Describe(step.Operation).Length).DefaultIfEmpty().Max());
        var told = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PlanStep step in plan.Steps)
        {
            string number = step.Number.ToString(CultureInfo.InvariantCulture).PadLeft(digits);
            text.Append(CultureInfo.InvariantCulture, $"  {number} {OperationText.Mark(step.Operation)} {OperationText.Describe(step.Operation).PadRight(width)}  {Why(step, told)}{Waiting(step)}\n");
            foreach (string effect in step.Effects)
            {
                text.Append(' ', digits + 5).Append("! ").Append(effect).Append('\n');
            }
        }

        foreach (Diagnostic diagnostic in plan.Diagnostics)
        {
            text.Append(diagnostic).Append('\n');
        }

        return text.ToString();
    }

    private static string Summary(Plan plan)
    {
        int meant = plan.StepCount;
        int fallbacks = plan.Steps.Length - meant;
        return plan switch
        {
            { HasErrors: true } => "cannot be planned.",
            { IsEmpty: true } => "nothing to do.",
            _ => string.Create(CultureInfo.InvariantCulture, $"{meant} {(meant == 1 ? "step" : "steps")}{(fallbacks == 0 ? "" : FormattableString.Invariant($", and {fallbacks} to put back what was there if that fails"))}."),
        };
    }

    // The same differences are told once; further steps that they cause refer to the first.
    private static string Why(PlanStep step, Dictionary<string, int> told)
    {
        string reason = step.Reason.ToString();
        return step.Reason.Changes.IsEmpty || told.TryAdd(reason, step.Number) ? reason : string.Create(CultureInfo.InvariantCulture, $"{step.Reason.Summary}, as in {told[reason]}");
    }

    private static string Waiting(PlanStep step)
    {
        string steps = string.Join(", ", step.DependsOn.Concat(step.After).Order().Select(number => number.ToString(CultureInfo.InvariantCulture)));
        string[] conditions = [.. steps.Length == 0 ? Array.Empty<string>() : [$"after {steps}"], .. step.InsteadOf is { } failed ? [FormattableString.Invariant($"if {failed} fails")] : Array.Empty<string>()];
        return conditions.Length == 0 ? "" : $"  [{string.Join(", ", conditions)}]";
    }
}
