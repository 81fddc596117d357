using Compose.Net.Diagnostics;
using Compose.Net.Loading.Binding;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that each secret and each config says once where its text comes from.</summary>
internal static class SecretSources
{
    public static void Check(LoadContext context)
    {
        Check("secret", context.Section("secrets"), ["file", "environment"], context.Diagnostics);
        Check("config", context.Section("configs"), ["file", "environment", "content"], context.Diagnostics);
    }

    private static void Check(string kind, MappingNode section, string[] sources, DiagnosticBag diagnostics)
    {
        foreach (MappingEntry entry in section.Entries)
        {
            if (entry.Value is not MappingNode resource || resource.IsExternal())
            {
                continue;
            }

            string[] given = Array.FindAll(sources, resource.Contains);
            if (given.Length > 1)
            {
                string names = string.Join(", ", given.Select(name => $"\"{name}\""));
                diagnostics.Error(DiagnosticCodes.SeveralSources, $"The {kind} \"{entry.Name}\" has several sources: {names}. Leave one of them.", entry.Key.Span);
            }
            else if (given.Length == 0 && !Array.Exists(sources, resource.IsRefused))
            {
                string names = string.Join(", ", sources.Take(sources.Length - 1).Select(name => $"\"{name}\""));
                diagnostics.Error(
                    DiagnosticCodes.SeveralSources,
                    $"The {kind} \"{entry.Name}\" does not say where its text comes from. Give it {names} or \"{sources[^1]}\", or write \"external: true\".",
                    entry.Key.Span);
            }
        }
    }
}
