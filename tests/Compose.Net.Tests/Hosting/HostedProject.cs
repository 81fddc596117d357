using Compose.Net.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Compose.Net.Tests.Hosting;

/// <summary>A host builder over a folder of compose files, with a journalling engine in the place of a real one.</summary>
internal sealed class HostedProject : IDisposable
{
    public const string Shop = """
        name: shop
        services:
          web:
            image: busybox:latest
            environment:
              PASSWORD: hunter2-of-the-file
            ports: ["127.0.0.1::8080"]
        """;

    private readonly ComposeFolder _folder = new();

    public HostedProject(string yaml = Shop, Func<Journal, JournalEngine>? engine = null)
    {
        _folder.Write("compose.yaml", yaml);
        Engine = engine is null ? new JournalEngine(Journal) : engine(Journal);
        Builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = _folder.Path, DisableDefaults = true });
        Builder.Services.AddSingleton<ConnectToEngine>(Engine.ConnectAsync);
        Builder.Logging.AddProvider(new LogLines(Log)).SetMinimumLevel(LogLevel.Trace);
    }

    public Journal Journal { get; } = new();

    public Journal Log { get; } = new();

    public JournalEngine Engine { get; }

    public HostApplicationBuilder Builder { get; }

    public IServiceCollection Services => Builder.Services;

    public string Write(string name, string yaml) => _folder.Write(name, yaml);

    public void AddJournalService(string name) => Services.AddSingleton<IHostedService>(new JournalService(Journal, name));

    public void Dispose() => _folder.Dispose();
}
