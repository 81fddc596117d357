using System.Globalization;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Tries many drawn files on all processors. Each is drawn from the seed and its own number, so that any one can be drawn again.</summary>
internal sealed class Hunt(int seed)
{
    private readonly Lock _gate = new();
    private (int Number, string Text, string Problem)? _first;
    private int _tried;

    public int Tried => _tried;

    /// <summary>Tries files until there were so many, the time is up, or a promise was broken.</summary>
    /// <returns>The report of the broken promise with the smallest number; null where there is none.</returns>
    public string? Run(int count, CancellationToken timeIsUp = default)
    {
        // A stack of its own size, so that the outcome does not depend on where the test runs.
        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(lane => new Thread(() => Try(lane, count, timeIsUp), 1024 * 1024))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        return _first is { } found ? Report(found.Number, found.Text, found.Problem) : null;
    }

    public static string Text(int seed, int number) => new Mutator(new Random(HashCode(seed, number))).Draw(Corpus.Texts);

    private void Try(int lane, int count, CancellationToken timeIsUp)
    {
        for (int number = lane; number < count && _first is null && !timeIsUp.IsCancellationRequested; number += Environment.ProcessorCount)
        {
            string text = Text(seed, number);
            string? problem = Judge.Problem(text);
            Interlocked.Increment(ref _tried);
            if (problem is not null)
            {
                lock (_gate)
                {
                    _first = _first is { } other && other.Number < number ? other : (number, text, problem);
                }
            }
        }
    }

    private string Report(int number, string text, string problem)
    {
        string smallest = Minimise.Text(text, candidate => Judge.Problem(candidate) is { } same && Kind(same) == Kind(problem));
        return string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, file {number}: {problem}\n--- the smallest text that does so ---\n{smallest}\n--- in escapes ---\n{Escaped(smallest)}");
    }

    // The first words: a smaller text must fail in the same way, not with the same numbers.
    private static string Kind(string problem) => string.Join(' ', problem.Split(' ').Take(3));

    private static string Escaped(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));

    // Not System.HashCode, which is another one in each process.
    private static int HashCode(int seed, int number) => unchecked((seed * 486_187_739) + number);
}
