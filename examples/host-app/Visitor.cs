using Compose.Net.Hosting;
using Microsoft.Extensions.Hosting;

namespace HostApp;

/// <summary>Asks the service for its page, prints it and stops the host. When it starts, the project is up and healthy.</summary>
internal sealed class Visitor(RunningProject project, Visit visit, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var http = new HttpClient { BaseAddress = project.GetUri("web", 8080) };
            string page = await http.GetStringAsync("/", stoppingToken);
            Console.WriteLine($"{http.BaseAddress} says: {page.Trim()}");
            visit.Succeeded = true;
        }
        finally
        {
            lifetime.StopApplication();
        }
    }
}
