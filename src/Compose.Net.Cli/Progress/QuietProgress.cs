using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Progress;

/// <summary>Shows nothing; failures are reported at the end all the same.</summary>
internal sealed class QuietProgress(TextWriter error) : IProgressView, IProgress<ComposeEvent>
{
    public Task<Plan> ShowAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work) => work(this);

    public void Conclude(string message)
    {
    }

    public void Tell(string message) => error.WriteLine(message);

    public void Report(ComposeEvent value)
    {
    }
}
