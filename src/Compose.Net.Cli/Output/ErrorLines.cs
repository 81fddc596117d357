using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Output;

/// <summary>Exceptions as lines for standard error.</summary>
internal static class ErrorLines
{
    public static List<string> Of(Exception exception, bool debug)
    {
        List<string> lines = exception switch
        {
            ComposeFileException { Diagnostics: var diagnostics } => Lines(diagnostics),
            ComposePlanException { Diagnostics: var diagnostics } => Lines(diagnostics),
            ComposeApplyException applied => Lines(applied),
            ComposeEngineException { Code: var code } => [$"error {code}: {exception.Message}"],
            ComposeConflictException { Code: var code } => [$"error {code}: {exception.Message}"],
            ToolException { Code: var code } => [$"error {code}: {exception.Message}"],
            ComposeException => [$"error: {exception.Message}"],
            IOException full when FullDisk.Explains(full) => [$"error {ToolCodes.OutputFile}: The output cannot be written: {Sentence(full.Message)} Make room, or write it elsewhere."],
            _ => [$"error {ToolCodes.Unexpected}: compose-net met something that it did not expect: {exception.GetType().Name}: {Sentence(exception.Message)} "
                + "This is a mistake in compose-net: please report it, with what the same command prints under COMPOSE_NET_DEBUG=1."],
        };
        if (debug)
        {
            lines.Add(exception.ToString());
        }

        return lines;
    }

    private static List<string> Lines(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Select(diagnostic => diagnostic.ToString())];

    // The exception's own message says the same without the codes.
    private static List<string> Lines(ComposeApplyException exception)
    {
        var lines = new List<string>();
        foreach (StepFailure failure in exception.Failures)
        {
            string place = failure.Place is { } found ? $"{found}: " : "";
            lines.AddRange(Of(failure.Exception, debug: false).Select(line => place + line));
            if (!failure.LogLines.IsEmpty)
            {
                lines.Add($"  The last lines of {failure.Step.Operation.Subject}:");
                lines.AddRange(failure.LogLines.Select(line => $"    {line}"));
            }
        }

        if (!exception.PutBack.IsEmpty)
        {
            lines.Add($"What was there before was put back: {string.Join(", ", exception.PutBack.Select(step => step.Operation is ConnectContainer connect ? $"{connect.Container} on {connect.Endpoint.Network}" : step.Operation.Subject))}.");
        }

        if (!exception.States.IsEmpty)
        {
            lines.Add("  The containers now:");
            lines.AddRange(exception.States.Select(line => $"    {line}"));
        }

        if (!exception.Skipped.IsEmpty)
        {
            lines.Add(FormattableString.Invariant($"Not begun because of that: {exception.Skipped.Length} of {exception.Plan.StepCount} steps. What was done stays; the next up or down carries on from there."));
        }

        return lines;
    }

    /// <summary>The first line of a message from elsewhere, with a full stop.</summary>
    public static string Sentence(string message) => message.Split('\n', 2)[0].TrimEnd().TrimEnd('.') + ".";
}
