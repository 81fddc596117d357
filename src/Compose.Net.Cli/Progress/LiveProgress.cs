using System.Globalization;
using System.Threading.Channels;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Compose.Net.Cli.Progress;

/// <summary>For a terminal: what is done scrolls up, what is under way stays below it with its running time.</summary>
internal sealed class LiveProgress(TextWriter error, bool colours) : IProgressView
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // More would not fit on a small terminal, and nobody reads it.
    private const int MostRows = 12;

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(error),
    });

    private readonly SortedDictionary<int, UnderWay> _underWay = [];
    private int _done;
    private int _further;

    public async Task<Plan> ShowAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work)
    {
        var events = Channel.CreateUnbounded<ComposeEvent>(new UnboundedChannelOptions { SingleReader = true });
        Task<Plan> working = WorkAsync(work, events.Writer);
        await foreach (ComposeEvent value in events.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            switch (value)
            {
                case ProjectAwaited awaited:
                    Tell(StepWords.Describe(awaited));
                    break;
                case PlanMade { Plan: { IsEmpty: false } plan }:
                    await _console.Live(Rows(plan)).AutoClear(true).StartAsync(context => DrawAsync(plan, events.Reader, context)).ConfigureAwait(false);
                    break;
            }
        }

        return await working.ConfigureAwait(false);
    }

    public void Conclude(string message) => _console.WriteLine(message);

    public void Tell(string message) => _console.Write(new AboveRows(new Text(message + "\n")));

    private static async Task<Plan> WorkAsync(Func<IProgress<ComposeEvent>, Task<Plan>> work, ChannelWriter<ComposeEvent> events)
    {
        try
        {
            await Task.Yield();
            return await work(new EventQueue(events)).ConfigureAwait(false);
        }
        finally
        {
            events.Complete();
        }
    }

    private async Task DrawAsync(Plan plan, ChannelReader<ComposeEvent> events, LiveDisplayContext context)
    {
        Task<bool> more = events.WaitToReadAsync().AsTask();
        while (true)
        {
            if (await Task.WhenAny(more, Task.Delay(Tick)).ConfigureAwait(false) == more)
            {
                if (!await more.ConfigureAwait(false))
                {
                    return;
                }

                while (events.TryRead(out ComposeEvent? value))
                {
                    switch (value)
                    {
                        case StepEvent about:
                            Take(about);
                            break;
                        case PlanMade { Plan: var next }:
                            // Another one: images were renewed before it, or the first could not be carried through.
                            (plan, _done) = (next, 0);
                            break;
                    }
                }

                more = events.WaitToReadAsync().AsTask();
            }

            context.UpdateTarget(Rows(plan));
        }
    }

    private void Take(StepEvent value)
    {
        switch (value)
        {
            case StepStarted or StepProgressed:
                _further += value is StepStarted { Step.InsteadOf: not null } ? 1 : 0;
                long since = _underWay.TryGetValue(value.Step.Number, out UnderWay row) ? row.Since : TimeProvider.System.GetTimestamp();
                _underWay[value.Step.Number] = new UnderWay(since, StepWords.Describe(value));
                return;
            case StepSucceeded:
                Finish(value, "✔", Color.Green);
                return;
            case StepFailed:
                Finish(value, "✘", Color.Red);
                return;
            case StepSkipped:
                Finish(value, "-", Color.Grey);
                return;
        }
    }

    private void Finish(StepEvent value, string mark, Color color)
    {
        _done++;
        _underWay.Remove(value.Step.Number);

        // One write: the rows below are drawn again behind each.
        _console.Write(new AboveRows(new Paragraph().Append($" {mark} ", new Style(color)).Append(StepWords.Describe(value) + "\n")));
    }

    private Rows Rows(Plan plan)
    {
        var rows = new List<IRenderable> { new Text(string.Create(CultureInfo.InvariantCulture, $"[{_done}/{plan.StepCount + _further}] {plan.Project}"), new Style(Color.Blue)) };
        foreach (UnderWay row in _underWay.Values.Take(MostRows))
        {
            rows.Add(new Text(OneLine($"   {row.Words}", " " + StepWords.Seconds(TimeProvider.System.GetElapsedTime(row.Since)))));
        }

        if (_underWay.Count > MostRows)
        {
            rows.Add(new Text(string.Create(CultureInfo.InvariantCulture, $"   and {_underWay.Count - MostRows} more")));
        }

        return new Rows(rows);
    }

    // On a narrow window a row is cut before its time: one that took several lines would be torn apart with each redrawing.
    private string OneLine(string words, string time)
    {
        int room = _console.Profile.Width - time.Length - 1;
        return words.Length <= room ? words + time : string.Concat(words.AsSpan(0, Math.Max(0, room - 1)), "…", time);
    }

    private readonly record struct UnderWay(long Since, string Words);

    private sealed class EventQueue(ChannelWriter<ComposeEvent> events) : IProgress<ComposeEvent>
    {
        public void Report(ComposeEvent value) => events.TryWrite(value);
    }
}
