using System.Globalization;
using Compose.Net.Execution;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Progress;

/// <summary>One line an event, for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter error) : IProgressView, IProgress<ComposeEvent>
{
    private readonly Lock _lock = new();
    private int _total;
    private int _done;

    public Task<Plan> ShowAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work) => work(this);

    public void Conclude(string message) => error.WriteLine(message);

    public void Tell(string message)
    {
        lock (_lock)
        {
            error.WriteLine(message);
        }
    }

    public void Report(ComposeEvent value)
    {
        lock (_lock)
        {
            switch (value)
            {
                case ProjectAwaited awaited:
                    error.WriteLine(StepWords.Describe(awaited));
                    break;
                case PlanMade made:
                    (_total, _done) = (made.Plan.StepCount, 0);
                    break;
                case StepSucceeded or StepFailed or StepSkipped:
                    _done++;
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_done}/{_total}] {StepWords.Describe((StepEvent)value)}"));
                    break;
                case StepStarted { Step.InsteadOf: not null }:
                    _total++;
                    break;
                case StepProgressed { Step.Operation: BuildImage } progressed:
                    // What a build writes is why somebody looks at it.
                    error.WriteLine($"  {progressed.Step.Operation.Subject} | {progressed.Text}");
                    break;
                case StepStarted { Step.Operation: PullImage or PushImage or BuildImage or WaitOperation } started:
                    // These may take long, and a silent log looks like a hang.
                    error.WriteLine($"{StepWords.Describe(started)} ...");
                    break;
            }
        }
    }
}
