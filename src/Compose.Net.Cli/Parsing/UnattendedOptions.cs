using System.CommandLine;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Parsing;

/// <summary>The options of docker compose for scripts: less is shown, and nothing is asked.</summary>
internal sealed class UnattendedOptions
{
    private readonly Option<bool> _quietPull = new("--quiet-pull") { Description = "Do not show how far fetching an image is." };
    private readonly Option<bool> _quietBuild = new("--quiet-build") { Description = "Do not show what builds write." };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "For scripts that were written for docker compose: nothing is asked in any case." };

    public void AddTo(Command command)
    {
        AddShowingTo(command);
        command.Add(_yes);
    }

    /// <summary>Adds only those that say what is shown.</summary>
    public void AddShowingTo(Command command)
    {
        command.Add(_quietPull);
        command.Add(_quietBuild);
    }

    /// <summary>Passes on what is to be shown.</summary>
    public IProgress<ComposeEvent> On(ParseResult parsed, IProgress<ComposeEvent> progress) => new Filter(progress, parsed.GetValue(_quietPull), parsed.GetValue(_quietBuild));

    private sealed class Filter(IProgress<ComposeEvent> progress, bool quietPull, bool quietBuild) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value)
        {
            bool isHidden = value is StepProgressed { Step.Operation: var operation } && ((quietPull && operation is PullImage) || (quietBuild && operation is BuildImage));
            if (!isHidden)
            {
                progress.Report(value);
            }
        }
    }
}
