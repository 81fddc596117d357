using System.Diagnostics.CodeAnalysis;

namespace Compose.Net.Loading.Values;

/// <summary>Finds variables by name: by the very name first, and on Windows, whose names have no case, by one that differs in case.</summary>
internal static class VariableLookup
{
    public static bool TryFind(this IReadOnlyDictionary<string, string> variables, string name, [MaybeNullWhen(false)] out string value) =>
        variables.TryFind(name, OperatingSystem.IsWindows(), out value);

    public static bool TryFind(this IReadOnlyDictionary<string, string> variables, string name, bool caseDoesNotMatter, [MaybeNullWhen(false)] out string value)
    {
        if (variables.TryGetValue(name, out value))
        {
            return true;
        }

        // Sorted, so that of several names the same one is found each time.
        string? other = caseDoesNotMatter
            ? variables.Keys.Where(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)).Min(StringComparer.Ordinal)
            : null;
        return other is not null && variables.TryGetValue(other, out value);
    }
}
