using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Loading.Input;

/// <summary>Reads the variables of a container that somebody runs, by the one reading that env files have.</summary>
internal static class RunVariables
{
    /// <summary>Returns the variables that were given, and behind them those of the env files, the first that sets one first.</summary>
    /// <exception cref="ComposeFileException">A file is not there, or cannot be read.</exception>
    public static ImmutableSortedDictionary<string, string> Read(ImmutableSortedDictionary<string, string> given, ImmutableArray<string> environmentFiles)
    {
        if (environmentFiles.IsEmpty)
        {
            return given;
        }

        var diagnostics = new DiagnosticBag();
        var files = new SourceFiles(new DiskFileSource(), ComposeLimits.Default);
        var names = new PathNames(files.CurrentDirectory);
        var reader = new EnvironmentFileReader(files, ComposeLimits.Default, diagnostics);
        var variables = new Dictionary<string, string>(given, StringComparer.Ordinal);
        foreach (string file in environmentFiles)
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            reader.Read(file, names.Full(file), variables, found);
            foreach ((string name, string value) in found)
            {
                variables.TryAdd(name, value);
            }
        }

        return diagnostics.HasErrors ? throw new ComposeFileException(diagnostics.Sorted()) : variables.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
