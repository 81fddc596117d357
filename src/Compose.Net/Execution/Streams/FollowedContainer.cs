using System.Threading.Channels;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>One container that is followed, over all its runs: reads a run to its end, then looks what happened next.</summary>
internal sealed class FollowedContainer(IEngineStreams engine, ProjectContainer container, FollowRequest request, ChannelWriter<ContainerOutput> output)
{
    private readonly Channel<ContainerEvent> _happened = Channel.CreateUnbounded<ContainerEvent>(new UnboundedChannelOptions { SingleReader = true });
    private long _last;

    /// <summary>Notes a start or an end of its process.</summary>
    public void Add(ContainerEvent happened) => _happened.Writer.TryWrite(happened);

    /// <summary>Says that nothing will happen to it any more.</summary>
    public void Complete() => _happened.Writer.TryComplete();

    /// <summary>Writes its lines and ends out, until it is complete.</summary>
    /// <param name="reads">Whether there is something to read already.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task RunAsync(bool reads, CancellationToken cancellationToken)
    {
        if (reads)
            await ReadAsync(request.Range, cancellationToken).ConfigureAwait(false);
        await foreach (ContainerEvent happened in _happened.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (happened.Action == "start")
                await ReadAsync(request.Range with { Since = Math.Max(_last + 1, request.Range.Since), Tail = null }, cancellationToken).ConfigureAwait(false);
            else if (happened.ExitCode is { } code)
                await output.WriteAsync(ExitOf(happened, code), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(LogRange range, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (LogLine line in engine.ReadLogAsync(container, range, cancellationToken).ConfigureAwait(false))
            {
                _last = Math.Max(_last, line.UnixTimeNanoseconds);
                await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ComposeEngineException e) when (request.Unreadable is not null && e.Code == DiagnosticCodes.LogUnreadable)
        {
            request.Unreadable(e);
        }
    }

    private ContainerExit ExitOf(ContainerEvent happened, int code) => new(code)
    {
        Service = container.Service,
        Container = container.Name,
        Number = container.Number,
        UnixTimeNanoseconds = happened.UnixTimeNanoseconds,
    };
}
