using Compose.Net.Engine.Tests.Scenarios;
using Compose.Net.Engine.Tests.Support;
using Compose.Net.Execution;

namespace Compose.Net.Engine.Tests.Streams;

/// <summary>The base of tests that listen to containers.</summary>
public abstract class StreamTest(EngineFixture engine) : ScenarioTest(engine)
{
    /// <summary>How long anything may take that should be over at once.</summary>
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(90);

    /// <summary>A shell that ends when it is asked to, behind a few commands.</summary>
    protected static string Shell(string commands) => $"command: [\"sh\", \"-c\", \"{commands}; trap 'exit 0' TERM; sleep 600 & wait\"]";

    protected static async Task<List<T>> ReadAllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (T item in items)
            all.Add(item);
        return all;
    }

    /// <summary>Reads until an item is the one that is waited for, and returns all up to it.</summary>
    protected static async Task<List<T>> ReadUntilAsync<T>(IAsyncEnumerator<T> items, Predicate<T> last)
    {
        var read = new List<T>();
        do
        {
            if (!await items.MoveNextAsync().AsTask().WaitAsync(Soon, Cancelled))
                throw new InvalidOperationException($"The sequence ended behind {read.Count} items: {string.Join(" | ", read)}");
            read.Add(items.Current);
        }
        while (!last(items.Current));
        return read;
    }

    protected static IEnumerable<string> Texts(IEnumerable<ContainerOutput> output) => output.Select(item => item switch
    {
        LogLine line => $"{line.Service}-{line.Number}: {line.Text}",
        ContainerExit exit => FormattableString.Invariant($"{exit.Service}-{exit.Number} ended with {exit.ExitCode}"),
        _ => "",
    });

    /// <summary>A client on a wire that can be cut.</summary>
    protected static Task<ComposeClient> ConnectAsync(CuttableWire wire) =>
        ComposeClient.ConnectAsync(new ComposeClientOptions { Endpoint = wire.Endpoint }, Cancelled);
}
