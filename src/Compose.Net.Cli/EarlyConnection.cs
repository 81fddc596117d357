namespace Compose.Net.Cli;

/// <summary>A connection that is made while a file is still read, because each takes about as long as the other.</summary>
internal sealed class EarlyConnection(Func<ComposeClientOptions, CancellationToken, Task<ComposeClient>> connectAsync)
{
    private (ComposeClientOptions Options, Task<ComposeClient> Client)? _begun;

    /// <summary>Begins, as far as is known before the file is read.</summary>
    public void Begin(ComposeClientOptions options, CancellationToken cancellationToken)
    {
        Task<ComposeClient> client = Task.Run(() => connectAsync(options, cancellationToken), cancellationToken);

        // Where the file cannot be read, nobody asks how this ended.
        _ = client.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        _begun = (options, client);
    }

    /// <summary>Returns the connection that was begun; another one, where none was, or the file changed what it is made with.</summary>
    public async Task<ComposeClient> CompleteAsync(ComposeClientOptions options, CancellationToken cancellationToken)
    {
        if (_begun is not { } begun)
        {
            return await connectAsync(options, cancellationToken).ConfigureAwait(false);
        }

        _begun = null;
        ComposeClient client = await begun.Client.ConfigureAwait(false);
        if (begun.Options == options)
        {
            return client;
        }

        await client.DisposeAsync().ConfigureAwait(false);
        return await connectAsync(options, cancellationToken).ConfigureAwait(false);
    }
}
