using Compose.Net.Diagnostics;

namespace Compose.Net.Cli;

/// <summary>Thrown when the tool itself cannot do what was asked; the message is shown as it is.</summary>
internal sealed class ToolException(string code, string message) : ComposeException(message)
{
    public string Code => code;
}
