using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Finds what stands at the wrong depth for want of spaces, or for too many: a section of the file among the services, a key of a service beside it.
/// Such a mistake is told once and taken out with all that follows from it.
/// </summary>
internal static class MisplacedKeys
{
    private const string Services = "services";

    private static readonly PathTree<KeyRule> ServiceKeys = KeyRules.Tree.Find(Services)!.AnyKey!; // Services have keys.

    public static void Refuse(MappingNode root, DiagnosticBag diagnostics)
    {
        if (root.Get<MappingNode>(Services) is not { } services)
        {
            return;
        }

        foreach (string section in IncludeFiles.Sections.Where(section => services.Get<MappingNode>(section) is { Count: > 0 } value && !value.Entries.Any(IsServiceKey)))
        {
            services.TryGetEntry(section, out MappingEntry entry);
            diagnostics.Error(DiagnosticCodes.UnknownKey, $"\"{section}\" stands among the services, as one of them. If it is a section of the file, take away the spaces in front of it and of all that is in it.", entry.Key.Span);
            RefuseSection(root, services, section);
        }

        RefuseKeys(services, diagnostics);
    }

    // What it defines is missed by nobody.
    private static void RefuseSection(MappingNode root, MappingNode services, string section)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { section };
        if (section == Services)
        {
            names.UnionWith(services.Get<MappingNode>(section)!.Entries.Select(entry => entry.Name)); // It is there.
        }
        else if (!root.Contains(section))
        {
            root.Refuse(new HashSet<string>(StringComparer.Ordinal) { section });
        }

        services.Refuse(names);
    }

    // A service that is empty, and behind it keys of services that hold no service.
    private static void RefuseKeys(MappingNode services, DiagnosticBag diagnostics)
    {
        IReadOnlyList<MappingEntry> entries = services.Entries;
        for (int i = 1; i < entries.Count; i++)
        {
            if (IsNull(entries[i - 1].Value) && IsServiceKey(entries[i]) && entries[i].Value is not MappingNode && !IsNull(entries[i].Value))
            {
                (string empty, string key) = (entries[i - 1].Name, entries[i].Name);
                diagnostics.Error(DiagnosticCodes.WrongForm, $"\"{key}\" stands beside the service \"{empty}\", and not in it. Put more spaces in front of it and of the keys behind it than \"{empty}\" has.", entries[i].Key.Span);
                services.Refuse(entries.Skip(i).Where(HoldsNoService).Select(entry => entry.Name).Prepend(empty).ToHashSet(StringComparer.Ordinal));
                return;
            }
        }
    }

    private static bool HoldsNoService(MappingEntry entry) => IsServiceKey(entry) && !(entry.Value is MappingNode value && value.Entries.Any(IsServiceKey));

    private static bool IsNull(Node node) => node is ScalarNode { IsNull: true };

    private static bool IsServiceKey(MappingEntry entry) => ServiceKeys.Keys.Contains(entry.Name);
}
