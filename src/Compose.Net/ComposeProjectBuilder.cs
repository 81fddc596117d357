using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net;

/// <summary>
/// Builds a <see cref="ComposeProject"/> in code, with the defaults that a file would have: names on the engine are <c>project_key</c>,
/// and a service without networks is on the network <c>default</c>. Not thread-safe.
/// </summary>
public sealed class ComposeProjectBuilder
{
    private const string DefaultNetwork = "default";

    private readonly string _name;
    private readonly Dictionary<string, ServiceDefinition> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NetworkDefinition> _networks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VolumeDefinition> _volumes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SecretDefinition> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigDefinition> _configs = new(StringComparer.Ordinal);

    /// <summary>Begins a project.</summary>
    /// <param name="name">Its name: lower-case letters, digits, <c>-</c> and <c>_</c>.</param>
    public ComposeProjectBuilder(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _name = name;
    }

    /// <summary>Adds a service.</summary>
    /// <param name="name">Its name, which is also a DNS name on its networks.</param>
    /// <param name="image">The image reference.</param>
    /// <param name="configure">Returns the service with all that it has beside these; null adds nothing.</param>
    /// <exception cref="ArgumentException">There is a service of that name already.</exception>
    public ComposeProjectBuilder AddService(string name, string image, Func<ServiceDefinition, ServiceDefinition>? configure = null)
    {
        var service = new ServiceDefinition { Name = name, Image = image };
        return AddService(configure is null ? service : configure(service));
    }

    /// <summary>Adds a service that was made elsewhere.</summary>
    /// <exception cref="ArgumentException">There is a service of that name already.</exception>
    public ComposeProjectBuilder AddService(ServiceDefinition service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Add(_services, service.Name, service, "service");
    }

    /// <summary>Adds a network, or says more about the network <c>default</c>.</summary>
    /// <param name="key">The name by which services refer to it.</param>
    /// <param name="configure">Returns the network with all that it has beside its name; null adds nothing.</param>
    /// <exception cref="ArgumentException">There is a network of that key already.</exception>
    public ComposeProjectBuilder AddNetwork(string key, Func<NetworkDefinition, NetworkDefinition>? configure = null)
    {
        NetworkDefinition network = Network(key);
        return Add(_networks, key, configure is null ? network : configure(network), "network");
    }

    /// <summary>Adds a volume.</summary>
    /// <param name="key">The name by which services refer to it.</param>
    /// <param name="configure">Returns the volume with all that it has beside its name; null adds nothing.</param>
    /// <exception cref="ArgumentException">There is a volume of that key already.</exception>
    public ComposeProjectBuilder AddVolume(string key, Func<VolumeDefinition, VolumeDefinition>? configure = null)
    {
        var volume = new VolumeDefinition { Key = key, Name = $"{_name}_{key}" };
        return Add(_volumes, key, configure is null ? volume : configure(volume), "volume");
    }

    /// <summary>Adds a secret.</summary>
    /// <param name="key">The name by which services refer to it.</param>
    /// <param name="configure">Returns the secret with the place that its content comes from.</param>
    /// <exception cref="ArgumentException">There is a secret of that key already.</exception>
    public ComposeProjectBuilder AddSecret(string key, Func<SecretDefinition, SecretDefinition> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(_secrets, key, configure(new SecretDefinition { Key = key, Name = $"{_name}_{key}" }), "secret");
    }

    /// <summary>Adds a config.</summary>
    /// <param name="key">The name by which services refer to it.</param>
    /// <param name="configure">Returns the config with its content, or the place that it comes from.</param>
    /// <exception cref="ArgumentException">There is a config of that key already.</exception>
    public ComposeProjectBuilder AddConfig(string key, Func<ConfigDefinition, ConfigDefinition> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Add(_configs, key, configure(new ConfigDefinition { Key = key, Name = $"{_name}_{key}" }), "config");
    }

    /// <summary>Returns the project, which <see cref="ComposeProjectExtensions.Validate"/> finds no error in.</summary>
    /// <exception cref="ComposeFileException">It has errors; the exception holds all of them, each with its path in the project.</exception>
    public ComposeProject Build()
    {
        var project = new ComposeProject
        {
            Name = _name,
            Services = _services.ToImmutableSortedDictionary(entry => entry.Key, entry => Completed(entry.Value), StringComparer.Ordinal),
            Networks = _networks.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Volumes = _volumes.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Secrets = _secrets.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Configs = _configs.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
        if (!project.Networks.ContainsKey(DefaultNetwork) && project.Services.Values.Any(service => service.Networks.ContainsKey(DefaultNetwork)))
        {
            project = project with { Networks = project.Networks.Add(DefaultNetwork, Network(DefaultNetwork)) };
        }

        ImmutableArray<Diagnostic> diagnostics = project.Validate();
        return diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? throw new ComposeFileException(diagnostics) : project;
    }

    // A container cannot join the network of another one that is not there yet.
    private static ServiceDefinition Completed(ServiceDefinition service) => service switch
    {
        { NetworkMode: null, Networks.Count: 0 } => service.On(DefaultNetwork),
        { NetworkMode: NetworkMode.Service { Name: var owner } } when !service.DependsOn.ContainsKey(owner) =>
            service with { DependsOn = service.DependsOn.Add(owner, new DependencyDefinition { Restart = true }) },
        _ => service,
    };

    private NetworkDefinition Network(string key) => new() { Key = key, Name = $"{_name}_{key}" };

    private ComposeProjectBuilder Add<T>(Dictionary<string, T> definitions, string key, T definition, string kind)
    {
        if (!definitions.TryAdd(key, definition))
        {
            throw new ArgumentException($"There is a {kind} \"{key}\" already. Give this one another name.", nameof(key));
        }

        return this;
    }
}
