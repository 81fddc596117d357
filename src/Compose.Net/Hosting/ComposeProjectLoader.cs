using System.Collections;
using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Hosting;

/// <summary>Loads the project that options describe.</summary>
internal static class ComposeProjectLoader
{
    /// <param name="options">Valid options.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="cancellationToken">Ends the loading early.</param>
    /// <returns>A result with a project.</returns>
    /// <exception cref="ComposeFileException">The files cannot be used.</exception>
    public static async Task<ComposeFileResult> LoadAsync(ComposeProjectOptions options, string folder, CancellationToken cancellationToken)
    {
        var fileOptions = new ComposeFileOptions
        {
            ProjectName = options.ProjectName,
            EnvironmentFiles = Absolute(options.EnvironmentFiles, folder),
            Profiles = [.. options.Profiles],
            Environment = Environment(options.Environment),
        };
        ComposeFileResult result = await ComposeFile.TryLoadAsync(Absolute(options.Files, folder), fileOptions, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? result : throw new ComposeFileException(result.Diagnostics);
    }

    private static ImmutableArray<string> Absolute(IEnumerable<string> paths, string folder) => [.. paths.Select(path => Path.GetFullPath(path, folder))];

    // Null means the process's own environment, so that an empty set of own variables changes nothing.
    private static ImmutableSortedDictionary<string, string>? Environment(IDictionary<string, string> own)
    {
        if (own.Count == 0)
        {
            return null;
        }

        ImmutableSortedDictionary<string, string>.Builder all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach ((string name, string value) in own)
        {
            all[name] = value;
        }

        return all.ToImmutable();
    }
}
