using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Loading.Input;

/// <summary>Finds the compose file where none is named, and the override file beside it: in a folder, then in its parents.</summary>
internal sealed class FileDiscovery(IFileSource files, PathNames names, DiagnosticBag diagnostics)
{
    private static readonly ImmutableArray<string> Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly ImmutableArray<string> OverrideNames =
        ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>The file, and behind it the override file where there is one; empty where there is no file, which is reported.</summary>
    public ImmutableArray<string> Find(string folder)
    {
        for (string? current = folder; current is not null; current = Path.GetDirectoryName(current))
        {
            ImmutableArray<string> found = Existing(current, Names);
            if (found.IsEmpty)
            {
                continue;
            }

            WarnOfSeveral(found, "compose files");
            ImmutableArray<string> overrides = Existing(current, OverrideNames);
            WarnOfSeveral(overrides, "override files");
            return [.. found.Take(1).Concat(overrides.Take(1)).Select(names.Short)];
        }

        diagnostics.Error(
            DiagnosticCodes.NoComposeFile,
            $"There is no compose file in \"{folder}\" or a folder above it. Name one, or make one of these: {string.Join(", ", Names)}.");
        return [];
    }

    private void WarnOfSeveral(ImmutableArray<string> found, string kind)
    {
        if (found.Length > 1)
        {
            diagnostics.Warning(
                DiagnosticCodes.SeveralComposeFiles,
                $"There are several {kind}: {string.Join(", ", found.Select(Path.GetFileName))}. The first one is used; name the one you mean.",
                new SourceSpan(names.Short(found[0]), 1, 1));
        }
    }

    private ImmutableArray<string> Existing(string folder, ImmutableArray<string> candidates) =>
        [.. candidates.Select(name => Path.Combine(folder, name)).Where(files.FileExists)];
}
