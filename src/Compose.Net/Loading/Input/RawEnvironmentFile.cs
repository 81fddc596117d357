using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>Reads an env file as <c>docker run --env-file</c> does: the text behind the first <c>=</c> of a line is the value, whatever it holds.</summary>
internal static class RawEnvironmentFile
{
    /// <summary>Reads all lines.</summary>
    /// <param name="source">The text.</param>
    /// <param name="environment">Where a name alone has its value from.</param>
    /// <param name="found">Where the file's variables go.</param>
    /// <param name="diagnostics">Where findings go.</param>
    public static void Read(SourceText source, IReadOnlyDictionary<string, string> environment, Dictionary<string, string> found, DiagnosticBag diagnostics)
    {
        int number = 0;
        foreach (Range range in source.Text.AsSpan().Split('\n'))
        {
            number++;
            ReadOnlySpan<char> whole = source.Text.AsSpan()[range];
            ReadOnlySpan<char> line = (whole.EndsWith('\r') ? whole[..^1] : whole).TrimStart();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            int equals = line.IndexOf('=');
            string name = (equals < 0 ? line : line[..equals]).ToString();
            if (name.Length == 0 || name.AsSpan().ContainsAny(' ', '\t'))
            {
                diagnostics.Error(
                    DiagnosticCodes.InvalidEnvironmentFile,
                    $"\"{(name.Length <= 40 ? name : name[..40] + "...")}\" is no name of a variable. Write NAME=value, without blanks in the name.",
                    new SourceSpan(source.Path, number, whole.Length - whole.TrimStart().Length + 1));
            }
            else if (source.HasUnreadable && line.Contains(SourceText.Unreadable))
            {
                diagnostics.Error(DiagnosticCodes.InvalidEnvironmentFile, EnvironmentFile.Unreadable(name), new SourceSpan(source.Path, number, whole.Length - whole.TrimStart().Length + 1));
            }
            else if (equals >= 0)
            {
                found[name] = line[(equals + 1)..].ToString();
            }
            else if (environment.TryGetValue(name, out string? value))
            {
                found[name] = value;
            }
        }
    }
}
