using System.Collections.Immutable;
using System.Globalization;

namespace Compose.Net.Diagnostics;

/// <summary>Collects findings while stages run, so that a user sees all of them at once, or as many as anybody reads.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>How many errors are kept, and how many warnings. Of the others only the number is.</summary>
    public const int Most = 1_000;

    // What is found twice, for example through an alias, is there once.
    private readonly HashSet<Diagnostic> _errors = [];
    private readonly HashSet<Diagnostic> _warnings = [];
    private int _moreErrors;
    private int _moreWarnings;

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Whether another finding would not be shown, so that no work on its message pays.</summary>
    public bool IsFull(DiagnosticSeverity severity) => (severity == DiagnosticSeverity.Error ? _errors : _warnings).Count >= Most;

    public void Error(string code, string message, SourceSpan? span = null) => Add(_errors, ref _moreErrors, Diagnostic.Error(code, message, span));

    public void Warning(string code, string message, SourceSpan? span = null) => Add(_warnings, ref _moreWarnings, Diagnostic.Warning(code, message, span));

    /// <summary>All findings by place: those without one first, then by file, line and column. Behind them, how many more there were.</summary>
    public ImmutableArray<Diagnostic> Sorted()
    {
        var sorted = new List<Diagnostic>(_errors.Count + _warnings.Count + 1);
        sorted.AddRange(_errors);
        sorted.AddRange(_warnings);
        sorted.Sort(Compare);
        if (_moreErrors + _moreWarnings > 0)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"There are {_moreErrors} more errors and {_moreWarnings} more warnings than can be shown. Correct those above, and load again.");
            sorted.Add(_moreErrors > 0 ? Diagnostic.Error(DiagnosticCodes.TooManyFindings, message) : Diagnostic.Warning(DiagnosticCodes.TooManyFindings, message));
        }

        return [.. sorted];
    }

    private static void Add(HashSet<Diagnostic> kept, ref int more, Diagnostic diagnostic)
    {
        if (kept.Count < Most)
        {
            kept.Add(diagnostic);
        }
        else if (!kept.Contains(diagnostic))
        {
            more++;
        }
    }

    private static int Compare(Diagnostic left, Diagnostic right)
    {
        SourceSpan a = left.Span ?? default;
        SourceSpan b = right.Span ?? default;
        int order = string.CompareOrdinal(a.Path, b.Path);
        order = order != 0 ? order : a.Line.CompareTo(b.Line);
        order = order != 0 ? order : a.Column.CompareTo(b.Column);
        order = order != 0 ? order : string.CompareOrdinal(left.Code, right.Code);
        return order != 0 ? order : string.CompareOrdinal(left.Message, right.Message);
    }
}
