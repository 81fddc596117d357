namespace Compose.Net.Cli.Parsing;

/// <summary>The commands of docker compose that the tool does not have, each with what to do instead. docs/commands.md lists them too, and a test compares both with docker compose.</summary>
internal static class PeerCommands
{
    /// <summary>The commands by name.</summary>
    public static IReadOnlyDictionary<string, string> WaysOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["attach"] = "\"compose-net logs -f SERVICE\" follows what a service writes, and \"compose-net exec SERVICE sh\" opens a shell beside it.",
        ["bridge"] = "Files are brought up as they are, and turned into nothing else; \"compose-net config\" prints them resolved.",
        ["commit"] = "\"docker commit\" takes the name that \"compose-net ps\" shows.",
        ["export"] = "\"docker export\" takes the name that \"compose-net ps\" shows.",
        ["publish"] = "Projects are not stored in registries; \"compose-net config -o FILE\" writes one to a file, and \"compose-net push\" sends its images.",
        ["volumes"] = "\"compose-net config --volumes\" lists those of the file, and \"docker volume ls --filter label=com.docker.compose.project=NAME\" those that are there.",
        ["watch"] = "Files are not watched: run \"compose-net up -d --build\" after a change.",
    };

    /// <summary>Returns what to do in place of a command; null where docker compose has no such command either.</summary>
    public static string? WayOut(string command) => WaysOut.GetValueOrDefault(command);
}
