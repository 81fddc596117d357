using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Looks whether services that somebody named are there. Pure.</summary>
internal static class ServiceNames
{
    /// <exception cref="ComposeEngineException">One of them is not a service of the project.</exception>
    public static void Check(ComposeProject project, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (!project.Services.ContainsKey(name) && !project.DisabledServices.ContainsKey(name))
            {
                string known = project.Services.IsEmpty ? "It has none." : $"Services: {string.Join(", ", project.Services.Keys)}.";
                throw new ComposeEngineException(DiagnosticCodes.NoSuchService, $"Project \"{project.Name}\" has no service \"{name}\".{Suggestion.For(name, project.Services.Keys)} {known}");
            }
        }
    }
}
