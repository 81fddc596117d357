using System.Globalization;

namespace Compose.Net.Diagnostics;

/// <summary>The place in a source text that a diagnostic is about. Lines and columns count from 1.</summary>
/// <param name="Path">The file as the user named it; <c>-</c> for standard input; for a project built in code the path in it, as in <c>services.web.image</c>.</param>
/// <param name="Line">The first line; 0 for a project built in code.</param>
/// <param name="Column">The first column of the first line.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column behind the last character.</param>
public readonly record struct SourceSpan(string Path, int Line, int Column, int EndLine, int EndColumn)
{
    /// <summary>Creates a span of one point.</summary>
    public SourceSpan(string path, int line, int column)
        : this(path, line, column, line, column)
    {
    }

    /// <summary>Returns the form that editors and build logs make clickable: <c>compose.yaml(4,18)</c>; without a line, the path alone.</summary>
    public override string ToString() => Line == 0 && !string.IsNullOrEmpty(Path) ? Path : string.Create(CultureInfo.InvariantCulture, $"{Path}({Line},{Column})");
}
