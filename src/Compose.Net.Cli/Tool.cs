using System.CommandLine;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Completion;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;

namespace Compose.Net.Cli;

/// <summary>The tool: parses the command line, runs one command, and turns whatever happens into lines and an exit code.</summary>
internal static class Tool
{
    /// <summary>How command lines are read: a word that begins with <c>@</c> is one like any other.</summary>
    public static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolContext tool, CancellationToken cancellationToken)
    {
        ToolCommand? command = null;
        try
        {
            var root = new ToolRootCommand(tool);
            if (CompletionRequest.Is(arguments))
            {
                await new CompletionRequest(tool, root).AnswerAsync(arguments, cancellationToken).ConfigureAwait(false);
                return ExitCodes.Success;
            }

            ParseResult parsed = root.Parse(CommandWords.Spell(root, arguments), Parser);
            if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
            {
                MessagesOf(command, tool).Fail(errors);
                return ExitCodes.Failure;
            }

            command = parsed.CommandResult.Command as ToolCommand;
            return await parsed.InvokeAsync(Invocation, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            // What had failed by then is why somebody may have had enough.
            if (exception.InnerException is ComposeApplyException failed)
            {
                MessagesOf(command, tool).Fail(ErrorLines.Of(failed, IsDebug(tool)));
            }

            MessagesOf(command, tool).Tell(command is { HasBegunChange: true } ? "Cancelled. What was done stays; the next up or down carries on from there." : "Cancelled.");
            return ExitCodes.Cancelled;
        }
        catch (ReaderGoneException)
        {
            return ExitCodes.ReaderGone;
        }
#pragma warning disable CA1031 // Nobody is to see a stack trace who did not ask for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            MessagesOf(command, tool).Fail(ErrorLines.Of(exception, IsDebug(tool)));
            return ExitCodes.Failure;
        }
    }

    // Where it was not even clear which command is meant, a person has typed it.
    private static Messages MessagesOf(ToolCommand? command, ToolContext tool) => command?.Messages ?? new Messages(tool.Error, asJson: false, tool.Time);

    private static bool IsDebug(ToolContext tool) => tool.Variable("COMPOSE_NET_DEBUG") == "1";
}
