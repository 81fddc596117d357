namespace Compose.Net.Diagnostics;

/// <summary>How much a diagnostic matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; the work goes on.</summary>
    Warning,

    /// <summary>The input cannot be used; nothing is done.</summary>
    Error,
}
