using Compose.Net.Diagnostics;
using HostApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// The compose file is copied beside the program, so the program finds it from whatever folder it is started.
HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});

var visit = new Visit();
builder.Services.AddSingleton(visit);

builder.Services.AddComposeProject("compose.yaml", options => options.RemoveVolumesAtShutdown = true);
builder.Services.AddHostedService<Visitor>();

try
{
    await builder.Build().RunAsync();
    return visit.Succeeded ? 0 : 1;
}
catch (ComposeException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
