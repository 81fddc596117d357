using System.CommandLine;
using System.CommandLine.Invocation;

namespace Compose.Net.Cli.Parsing;

/// <summary>What an option does that prints a text in place of running the command.</summary>
internal sealed class PrintAction(TextWriter output, Func<ParseResult, string> text) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        output.Write(text(parseResult));
        return ExitCodes.Success;
    }
}
