using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>Finds env files and reads them; one that is not there is an error.</summary>
internal sealed class EnvironmentFileReader(IFileSource files, ComposeLimits limits, DiagnosticBag diagnostics)
{
    /// <param name="name">What the user calls it.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="environment">The variables that win.</param>
    /// <param name="found">Where the file's variables go; those of earlier files are there.</param>
    public void Read(string name, string path, IReadOnlyDictionary<string, string> environment, Dictionary<string, string> found)
    {
        FileContent content = files.Read(path);
        if (content.Problem is { } problem)
        {
            diagnostics.Error(
                content.Missing ? DiagnosticCodes.FileNotFound : DiagnosticCodes.FileUnreadable,
                content.Missing ? "The env file does not exist. Check its name and the current folder." : $"The env file cannot be read. {problem}",
                new SourceSpan(name, 1, 1));
        }
        else if (SourceText.DecodeVariables(name, content.Bytes.Span, diagnostics, limits) is { } text)
        {
            new EnvironmentFile(text, environment, found, diagnostics).Read();
        }
    }
}
