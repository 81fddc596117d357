namespace Compose.Net.Cli.Parsing;

/// <summary>The options of docker compose that the tool does not have, each with what to do instead. docs/commands.md lists them too, and a test compares both with docker compose.</summary>
internal static class PeerOptions
{
    private const string NeedsBuildKit = "It needs BuildKit, and images are built with the engine's own builder: build with docker compose, then bring up with --no-build.";

    /// <summary>The options by name; a command before it limits it to that command.</summary>
    public static IReadOnlyDictionary<string, string> WaysOut { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["--all-resources"] = "Only networks and volumes that a service uses are made.",
        ["--compatibility"] = "Container names have hyphens; give a service a container_name where another is needed.",
        ["up --menu"] = "There are no shortcuts while it runs: Ctrl-C stops the containers, a second one kills them.",
        ["up --watch"] = "Files are not watched: run \"compose-net up -d --build\" after a change.",
        ["up -w"] = "Files are not watched: run \"compose-net up -d --build\" after a change.",
        ["build --builder"] = NeedsBuildKit,
        ["build --check"] = NeedsBuildKit,
        ["build --print"] = NeedsBuildKit,
        ["build --provenance"] = NeedsBuildKit,
        ["build --sbom"] = NeedsBuildKit,
        ["build --ssh"] = NeedsBuildKit,
        ["config --lock-image-digests"] = "\"compose-net images --format json\" shows the ids of the images in use.",
        ["config --models"] = "Models are not supported; \"compose-net config\" prints them.",
        ["config --resolve-image-digests"] = "\"compose-net images --format json\" shows the ids of the images in use.",
        ["version -f"] = "It names a compose file everywhere: write --format.",
    };

    /// <summary>Returns what to do in place of an option; null where docker compose has no such option of that command either.</summary>
    public static string? WayOut(string command, string option) =>
        WaysOut.GetValueOrDefault($"{command} {option}") ?? WaysOut.GetValueOrDefault(option);
}
