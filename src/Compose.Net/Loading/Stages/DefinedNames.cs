using System.Globalization;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>The names that one section of the file defines, and what to say about one that it does not.</summary>
/// <param name="kind">What has these names: <c>Service</c>.</param>
/// <param name="section">Where they are defined.</param>
/// <param name="isRefused">Whether the section was taken out because of an error, so that nobody can say what it lacks.</param>
internal sealed class DefinedNames(string kind, MappingNode section, bool isRefused = false)
{
    private const int NamesShown = 10;

    // With thousands of wrong names in a large file, guesses stop helping before they start to take time.
    private int _guessesLeft = 200_000;

    private List<string>? _sorted;

    public MappingNode Section { get; } = section;

    /// <summary>The names of a section at the top of the document.</summary>
    public static DefinedNames Of(string kind, string section, LoadContext context) =>
        new(kind, context.Section(section), context.Root?.IsRefused(section) == true);

    /// <summary>Whether nothing has a name; what was taken out because of an error had it.</summary>
    public bool Lacks(string name) => !isRefused && !Section.Contains(name) && !Section.IsRefused(name);

    public string Undefined(string name)
    {
        string plural = $"{kind.ToLowerInvariant()}s";
        List<string> names = _sorted ??= Sorted();
        if (names.Count == 0)
        {
            return $"{kind} \"{name}\" is not defined. The file defines no {plural}; add it under \"{plural}:\".";
        }

        string hint = _guessesLeft > 0 ? Suggestion.For(name, names) : "";
        _guessesLeft -= names.Count;
        string more = names.Count > NamesShown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - NamesShown} more") : "";
        return $"{kind} \"{name}\" is not defined.{hint} Defined {plural}: {string.Join(", ", names.Take(NamesShown))}{more}.";
    }

    private List<string> Sorted()
    {
        var names = new List<string>(Section.Count);
        foreach (MappingEntry entry in Section.Entries)
        {
            names.Add(entry.Name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
