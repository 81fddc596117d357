using System.CommandLine;
using Compose.Net.Cli.Parsing;

namespace Compose.Net.Cli.Commands.Networks;

/// <summary>The engine's networks, beside any compose file.</summary>
internal sealed class NetworkCommand : Command
{
    public NetworkCommand(ToolContext tool, GlobalOptions global)
        : base("network", "Make, look at, change and remove networks of the engine by hand, with the options of docker network. No compose file is read.")
    {
        Add(new NetworkCreateCommand(tool, global));
        Add(new NetworkListCommand(tool, global));
        Add(new NetworkInspectCommand(tool, global));
        Add(new NetworkRemoveCommand(tool, global));
        Add(new NetworkConnectCommand(tool, global));
        Add(new NetworkDisconnectCommand(tool, global));
        Add(new NetworkPruneCommand(tool, global));
        SetAction(_ =>
        {
            tool.Output.Write(HelpText.Of(this));
            return ExitCodes.Success;
        });
    }
}
