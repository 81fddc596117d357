using System.CommandLine;
using System.Text.RegularExpressions;
using Compose.Net.Cli;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Parsing;
using Compose.Net.Engine.Tests.Support;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

/// <summary>Each option of docker compose is there, or its way out is.</summary>
public sealed partial class PeerOptionTests
{
    private static readonly ToolRootCommand Root = new(new ToolContext { Output = TextWriter.Null, Error = TextWriter.Null });

    private static readonly string[] Shared =
    [
        "", "up", "down", "create", "start", "stop", "restart", "rm", "kill", "pause", "unpause", "ps", "logs", "exec", "run", "pull", "push", "build", "images", "top", "port",
        "ls", "events", "wait", "scale", "cp", "stats", "config", "version",
    ];

    public static TheoryData<string> Commands => [.. Shared];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task An_option_of_docker_compose_is_there_with_its_short_form_or_its_way_out_is(string name)
    {
        await Peer.RequireAsync();
        string help = await Peer.RunAsync("unix:///nowhere", ".", [.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Command command = name.Length == 0 ? Root : Root.Subcommands.Single(subcommand => subcommand.Name == name);
        Option[] own = [.. command.Options, .. Root.Options.Where(option => option.Recursive)];

        string[] theirs = [.. TheirOption.Matches(help).SelectMany(match => new[] { match.Groups["short"].Value, match.Groups["long"].Value }).Where(option => option.Length > 0)];

        theirs.Should().NotBeEmpty();
        theirs.Where(option => PeerOptions.WayOut(name, option) is null && !own.Any(mine => mine.Name == option || mine.Aliases.Contains(option))).Should().BeEmpty();
        TheirOption.Matches(help).Where(match => match.Groups["short"].Length > 0 && PeerOptions.WayOut(name, match.Groups["short"].Value) is null)
            .Where(match => !own.Any(mine => mine.Aliases.Append(mine.Name).Contains(match.Groups["short"].Value) && mine.Aliases.Append(mine.Name).Contains(match.Groups["long"].Value)))
            .Should().BeEmpty("a short form means the same as there");
    }

    [Fact]
    public async Task A_command_of_docker_compose_is_there_or_its_way_out_is()
    {
        await Peer.RequireAsync();
        string help = await Peer.RunAsync("unix:///nowhere", ".", "--help");

        string[] theirs = [.. TheirCommand.Matches(help[help.IndexOf("Commands:", StringComparison.Ordinal)..]).Select(match => match.Groups["name"].Value)];

        theirs.Should().Contain(Shared.Skip(1));
        theirs.Where(command => PeerCommands.WayOut(command) is null && !Root.Subcommands.Any(own => own.Name == command)).Should().BeEmpty();
        PeerCommands.WaysOut.Keys.Except(theirs).Should().BeEmpty();
    }

    [GeneratedRegex(@"^  (?<name>[a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex TheirCommand { get; }

    [GeneratedRegex(@"^ +(?:(?<short>-[A-Za-z]), +)?(?<long>--[a-zA-Z-]+)", RegexOptions.Multiline)]
    private static partial Regex TheirOption { get; }
}
