using Compose.Net;
using Compose.Net.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds compose projects to a host.</summary>
public static class ComposeServiceCollectionExtensions
{
    /// <summary>Adds a compose project that the host brings up before its hosted services start, and takes down after they stopped.</summary>
    /// <remarks>
    /// <para>
    /// Everything comes up in <see cref="IHostedLifecycleService.StartingAsync"/>, which the host calls before the <c>StartAsync</c> of any hosted service,
    /// whatever the order of registration and also with <c>HostOptions.ServicesStartConcurrently</c>. Several projects come up in the order of their registration
    /// and go down in reverse; with <c>ServicesStartConcurrently</c> or <c>ServicesStopConcurrently</c> they do so at the same time.
    /// </para>
    /// <para>
    /// Inject <see cref="RunningProject"/> to reach the services. With several projects, the last one is injected; give each a name and ask for
    /// <c>[FromKeyedServices("name")] RunningProject</c>. A project without a name has the path as its key, as it was given.
    /// </para>
    /// <para>
    /// A failure to come up ends the start of the host with the exception that tells why: <see cref="Compose.Net.Diagnostics.ComposeFileException"/>,
    /// <see cref="Compose.Net.Execution.ComposeEngineException"/>, <see cref="Compose.Net.Execution.ComposePlanException"/> or
    /// <see cref="Compose.Net.Execution.ComposeApplyException"/>. The time for going down is part of <c>HostOptions.ShutdownTimeout</c>, 30 seconds by default.
    /// </para>
    /// <para>Logs go to the category <c>Compose.Net.Hosting</c>, activities to the source <c>Compose.Net</c>.</para>
    /// <para>Adding the same file again adds no second project; its <paramref name="configure"/> is applied as well.</para>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="path">The compose file. A relative path starts from the host's content root or, without a host, from the current folder.</param>
    /// <param name="configure">Sets options; null leaves all defaults.</param>
    public static IServiceCollection AddComposeProject(this IServiceCollection services, string path, Action<ComposeProjectOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return services.AddProject(new ComposeProjectRegistration(path, path), projectName: null, configure);
    }

    /// <summary>Adds a compose project under a name, which is also the key of its <see cref="RunningProject"/>.</summary>
    /// <inheritdoc cref="AddComposeProject(IServiceCollection, string, Action{ComposeProjectOptions}?)" path="/remarks"/>
    /// <param name="services">The services.</param>
    /// <param name="path">The compose file. A relative path starts from the host's content root or, without a host, from the current folder.</param>
    /// <param name="projectName">The project's name: lower-case letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="configure">Sets options; null leaves all defaults.</param>
    /// <exception cref="ArgumentException">Another file was added under that name.</exception>
    public static IServiceCollection AddComposeProject(this IServiceCollection services, string path, string projectName, Action<ComposeProjectOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(projectName);
        return services.AddProject(new ComposeProjectRegistration(projectName, path), projectName, configure);
    }

    private static IServiceCollection AddProject(this IServiceCollection services, ComposeProjectRegistration registration, string? projectName, Action<ComposeProjectOptions>? configure)
    {
        ComposeProjectRegistration? existing = services
            .Where(descriptor => !descriptor.IsKeyedService)
            .Select(descriptor => descriptor.ImplementationInstance)
            .OfType<ComposeProjectRegistration>()
            .FirstOrDefault(candidate => candidate.Key == registration.Key);
        if (existing is not null && existing != registration)
        {
            throw new ArgumentException(
                $"A compose project named \"{registration.Key}\" was added before, with the file \"{existing.Path}\". Give \"{registration.Path}\" another name, or add it to the Files of that project's options.",
                nameof(projectName));
        }

        if (existing is null)
        {
            services.AddShared().AddOwn(registration, projectName);
        }

        if (configure is not null)
        {
            services.Configure(registration.Key, configure);
        }

        return services;
    }

    private static IServiceCollection AddShared(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ComposeProjectOptions>, ComposeProjectOptionsCheck>());
        services.TryAddSingleton<ConnectToEngine>(ComposeClient.ConnectAsync);
        return services;
    }

    private static void AddOwn(this IServiceCollection services, ComposeProjectRegistration registration, string? projectName)
    {
        services.AddOptions<ComposeProjectOptions>(registration.Key)
            .Configure(options =>
            {
                options.Files.Add(registration.Path);
                options.ProjectName = projectName;
            })
            .ValidateOnStart();
        services.AddSingleton(registration);
        services.AddKeyedSingleton(registration.Key, (_, _) => new RunningProject(registration.Path));
        services.AddSingleton(provider => provider.GetRequiredKeyedService<RunningProject>(registration.Key));
        services.AddSingleton<IHostedService>(provider => new ComposeProjectService(
            registration,
            provider.GetRequiredKeyedService<RunningProject>(registration.Key),
            provider.GetRequiredService<IOptionsMonitor<ComposeProjectOptions>>(),
            provider.GetRequiredService<ConnectToEngine>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory(),
            (provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Compose.Net.Hosting")));
    }
}
