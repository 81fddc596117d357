using Microsoft.Extensions.Hosting;

namespace Compose.Net.Tests.Hosting;

/// <summary>A hosted service that writes down its start and its stop.</summary>
internal sealed class JournalService(Journal journal, string name) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Add($"start {name}");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Add($"stop {name}");
        return Task.CompletedTask;
    }
}
