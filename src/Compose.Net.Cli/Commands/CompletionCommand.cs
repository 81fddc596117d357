using System.CommandLine;
using Compose.Net.Cli.Completion;

namespace Compose.Net.Cli.Commands;

/// <summary>Prints what a shell needs to complete command lines.</summary>
internal sealed class CompletionCommand : Command
{
    private readonly Argument<string> _shell = new("SHELL") { Description = "The shell: bash, fish, powershell or zsh." };

    public CompletionCommand(ToolContext tool)
        : base("completion", "Print what makes a shell complete commands, options, services and profiles: source <(compose-net completion bash).")
    {
        _shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var shell }] && !CompletionScripts.ByShell.ContainsKey(shell))
            {
                result.AddError($"There is no completion for \"{shell}\". It can be had for: {string.Join(", ", CompletionScripts.ByShell.Keys)}.");
            }
        });
        Add(_shell);
        SetAction(parsed =>
        {
            tool.Output.Write(CompletionScripts.ByShell[parsed.GetRequiredValue(_shell)]);
            return ExitCodes.Success;
        });
    }
}
