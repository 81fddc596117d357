using System.Threading.Channels;
using Compose.Net.Execution;
using Docker.DotNet;

namespace Compose.Net.Docker.Waiting;

/// <summary>Waits for containers: events say when to look, and only what is seen then counts.</summary>
internal sealed class ContainerWait(DockerClient client, EventFeed events, TimeProvider time)
{
    /// <summary>Returns when the rule says that the container is where it should be.</summary>
    /// <exception cref="ComposeEngineException">The rule says that it will not get there, or it did not within the limit.</exception>
    public async Task UntilAsync(string name, Func<WaitedContainer, WaitVerdict> rule, TimeSpan? within, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = within is { } span ? new CancellationTokenSource(span, time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        WaitedContainer? last = null;
        try
        {
            await UntilAsync(name, container => rule(last = container), progress, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            WaitVerdict.Failed late = WaitRules.Late(name, last, within!.Value); // It is what was cancelled.
            throw new ComposeEngineException(late.Code, late.Message, innerException: e);
        }
    }

    private async Task UntilAsync(string name, Func<WaitedContainer, WaitVerdict> rule, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        // Subscribe first, then look: what happens in between wakes us, so nothing is missed.
        using EventSubscription subscription = await events.SubscribeAsync(name, cancellationToken).ConfigureAwait(false);
        string? said = null;
        while (true)
        {
            switch (await LookAsync(name, rule, cancellationToken).ConfigureAwait(false))
            {
                case WaitVerdict.Reached:
                    return;
                case WaitVerdict.Failed failed:
                    throw new ComposeEngineException(failed.Code, failed.Message);
                case WaitVerdict.Pending pending when pending.Text != said:
                    progress?.Report(said = pending.Text);
                    break;
            }

            await NextAsync(subscription, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns when there is no such container any more.</summary>
    public async Task UntilGoneAsync(string id, CancellationToken cancellationToken)
    {
        using EventSubscription subscription = await events.SubscribeAsync(id, cancellationToken).ConfigureAwait(false);
        while (await LookAsync(id, _ => new WaitVerdict.Pending(""), cancellationToken).ConfigureAwait(false) is WaitVerdict.Pending)
            await NextAsync(subscription, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns when a condition that changes with the container's events holds.</summary>
    public async Task UntilAsync(string name, Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        using EventSubscription subscription = await events.SubscribeAsync(name, cancellationToken).ConfigureAwait(false);
        while (!await condition().ConfigureAwait(false))
            await NextAsync(subscription, cancellationToken).ConfigureAwait(false);
    }

    private static async Task NextAsync(EventSubscription subscription, CancellationToken cancellationToken)
    {
        try
        {
            await subscription.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e) when (e.InnerException is { } cause)
        {
            throw new IOException(cause.Message, cause);
        }
    }

    /// <summary>Inspects the container. What breaks the event stream may break this too, so it is as patient.</summary>
    private async Task<WaitVerdict> LookAsync(string name, Func<WaitedContainer, WaitVerdict> rule, CancellationToken cancellationToken)
    {
        return await Inspection.OrNoneAsync(() => Patience.AskAsync(token => client.Containers.InspectContainerAsync(name, token), time, cancellationToken)).ConfigureAwait(false) is { } found
            ? rule(WaitedContainer.FromWire(name, found))
            : WaitRules.Gone(name);
    }
}
