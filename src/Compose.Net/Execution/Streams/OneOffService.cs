using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Execution;

/// <summary>Makes of a service what one more container of it is to be. Pure.</summary>
internal static class OneOffService
{
    private const int DigitsInName = 12;

    /// <param name="project">The project.</param>
    /// <param name="service">The service.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="ports">The further ports.</param>
    /// <param name="mounts">The further mounts, which win over those of the same target.</param>
    /// <param name="slug">64 hexadecimal digits by chance.</param>
    public static OneOffRequest Of(ComposeProject project, ServiceDefinition service, RunOptions options, ImmutableArray<PortDefinition> ports, ImmutableArray<MountDefinition> mounts, string slug)
    {
        string name = options.Name ?? $"{project.Name}-{service.Name}-run-{slug[..DigitsInName]}";
        HashSet<string> targets = [.. mounts.Select(mount => mount.Target)];
        return new OneOffRequest(
            service with
            {
                Command = options.Command ?? (options.Entrypoint is null ? service.Command : null),
                Entrypoint = options.Entrypoint ?? service.Entrypoint,
                ContainerName = null,
                Restart = null,
                Deploy = service.Deploy is { } deploy ? deploy with { RestartPolicy = null } : null,
                Scale = 1,
                Ports = [.. options.ServicePorts ? service.Ports : [], .. ports],
                Mounts = [.. service.Mounts.Where(mount => !targets.Contains(mount.Target)), .. mounts],
                Environment = service.Environment.SetItems(options.Environment.Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value))),
                Labels = service.Labels.SetItems(options.Labels),
                User = options.User ?? service.User,
                WorkingDirectory = options.WorkingDirectory ?? service.WorkingDirectory,
                CapAdd = [.. service.CapAdd.Union(options.CapAdd, StringComparer.Ordinal)],
                CapDrop = [.. service.CapDrop.Union(options.CapDrop, StringComparer.Ordinal)],
                Tty = options.Detach ? service.Tty : options.Streams.Terminal is not null,
                StdinOpen = options.Detach ? service.StdinOpen : options.Streams.Input is not null,
                PreStart = [],
                PostStart = [],
                PreStop = [],
            },
            name,
            slug)
        {
            WithDependencies = options.WithDependencies,
            UsesAliases = options.UseAliases,
            RemoveAtEnd = options.Remove,
            Options = new ReconcileOptions { PullPolicy = options.PullPolicy, Build = options.Build, RemoveOrphans = options.RemoveOrphans, Addresses = options.Addresses },
        };
    }
}
