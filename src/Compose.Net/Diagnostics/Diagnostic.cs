namespace Compose.Net.Diagnostics;

/// <summary>One finding about the user's input: a fact, its place and the way out.</summary>
/// <param name="Severity">Whether the input can still be used.</param>
/// <param name="Code">The stable code, <c>CN</c> and four digits; <c>docs/diagnostics.md</c> lists them all.</param>
/// <param name="Message">Full sentences: the fact first, then what to do.</param>
/// <param name="Span">Where the user wrote it, or null where there is no such place.</param>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Code, string Message, SourceSpan? Span = null)
{
    internal static Diagnostic Error(string code, string message, SourceSpan? span = null) =>
        new(DiagnosticSeverity.Error, code, message, span);

    internal static Diagnostic Warning(string code, string message, SourceSpan? span = null) =>
        new(DiagnosticSeverity.Warning, code, message, span);

    /// <summary>Returns one line, for example <c>compose.yaml(4,18): error CN0103: Service "dbb" is not defined.</c></summary>
    public override string ToString()
    {
        string severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return Span is { } span ? $"{span}: {severity} {Code}: {Message}" : $"{severity} {Code}: {Message}";
    }
}
