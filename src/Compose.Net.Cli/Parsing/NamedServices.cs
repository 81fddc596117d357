using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Cli.Parsing;

/// <summary>Refuses services that the command line names and that the project does not have, in the library's own words.</summary>
internal static class NamedServices
{
    // The library's own code for it.
    private const string NoSuchService = "CN0460";

    /// <exception cref="ToolException">Some of them are no services of the project.</exception>
    public static void Check(ComposeProject project, IEnumerable<string> names) => Refuse(ServiceNames.Unknown(project, names));

    /// <exception cref="ToolException">Some of them are no services of the project, or are disabled.</exception>
    public static void CheckEnabled(ComposeProject project, IEnumerable<string> names) => Refuse(ServiceNames.NotEnabled(project, names));

    private static void Refuse(ImmutableArray<string> messages)
    {
        if (!messages.IsEmpty)
        {
            throw new ToolException(NoSuchService, string.Join(' ', messages));
        }
    }
}
