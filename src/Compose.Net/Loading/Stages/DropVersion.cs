using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Takes out the key <c>version</c>, which once chose a format, with a warning for each document that has it.</summary>
internal sealed class DropVersion : ILoadStage
{
    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            if (document.Root.TryGetEntry("version", out MappingEntry version))
            {
                document.Root.RemoveAll(entry => entry.Name == "version");
                context.Diagnostics.Warning(DiagnosticCodes.VersionIgnored, "The key \"version\" has no meaning any more and is ignored. Remove it.", version.Key.Span);
            }
        }
    }
}
