using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Refuses services that somebody named and that are not there. Pure.</summary>
internal static class ServiceCheck
{
    /// <exception cref="ComposeEngineException">Some of them are not services of the project.</exception>
    public static void Check(ComposeProject project, IEnumerable<string> names)
    {
        ImmutableArray<string> unknown = ServiceNames.Unknown(project, names);
        if (!unknown.IsEmpty)
        {
            throw new ComposeEngineException(DiagnosticCodes.NoSuchService, string.Join(' ', unknown));
        }
    }
}
