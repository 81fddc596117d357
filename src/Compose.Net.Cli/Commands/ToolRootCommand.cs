using System.CommandLine;
using Compose.Net.Cli.Commands.Networks;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands;

/// <summary>The whole command line.</summary>
internal sealed class ToolRootCommand : RootCommand
{
    public const string ToolName = "compose-net";

    public ToolRootCommand(ToolContext tool)
        : base("Bring compose files up on a Docker Engine: plan first, then do it.")
    {
        var help = new Option<bool>("--help", "-h") { Description = "Show help.", Recursive = true, Action = new PrintAction(tool.Output, parsed => HelpText.Of(parsed.CommandResult.Command)) };
        var version = new Option<bool>("--version", "-v") { Description = "Print the version.", Action = new PrintAction(tool.Output, _ => ToolVersion.Line + "\n") };
        Options.Clear();
        Directives.Clear();
        GlobalOptions global = Global = new GlobalOptions(this);
        Add(version);
        Add(help);
        Add(new ConfigCommand(tool, global));
        Add(new PlanCommand(tool, global));
        Add(new UpCommand(tool, global));
        Add(new DownCommand(tool, global));
        Add(new StartCommand(tool, global));
        Add(new StopCommand(tool, global));
        Add(new RestartCommand(tool, global));
        Add(new RmCommand(tool, global));
        Add(new KillCommand(tool, global));
        Add(new PauseCommand(tool, global));
        Add(new UnpauseCommand(tool, global));
        Add(new CreateCommand(tool, global));
        Add(new ScaleCommand(tool, global));
        Add(new PsCommand(tool, global));
        Add(new LogsCommand(tool, global));
        Add(new ExecCommand(tool, global));
        Add(new RunCommand(tool, global));
        Add(new CpCommand(tool, global));
        Add(new StatsCommand(tool, global));
        Add(new EventsCommand(tool, global));
        Add(new LsCommand(tool, global));
        Add(new PortCommand(tool, global));
        Add(new TopCommand(tool, global));
        Add(new WaitCommand(tool, global));
        Add(new PullCommand(tool, global));
        Add(new PushCommand(tool, global));
        Add(new BuildCommand(tool, global));
        Add(new ImagesCommand(tool, global));
        Add(new GraphCommand(tool, global));
        Add(new ReachCommand(tool, global));
        Add(new VerifyCommand(tool, global));
        Add(new NetworkCommand(tool, global));
        Add(new VersionCommand(tool, global));
        Add(new CompletionCommand(tool));
        Add(new HelpCommand(tool, this));
        SetAction(_ =>
        {
            tool.Output.Write(HelpText.Of(this));
            return ExitCodes.Success;
        });
    }

    /// <summary>The options of every command.</summary>
    public GlobalOptions Global { get; }
}
