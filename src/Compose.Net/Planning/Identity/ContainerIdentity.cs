using System.Globalization;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// What only a new container can change. Not in it, because a live container can take it or it is no matter of the container:
/// the endpoints, the name, the scale, the dependencies and the profiles.
/// </summary>
internal static class ContainerIdentity
{
    public static FieldMap Of(ServiceDefinition service, ComposeProject project)
    {
        var fields = new FieldMap.Builder()
            .Add("image", ImageNames.Of(project, service))
            .Add("command", service.Command)
            .Add("entrypoint", service.Entrypoint)
            .AddSecrets("environment", service.Environment)
            .Add("labels", service.Labels)
            .Add("user", service.User)
            .Add("working_dir", service.WorkingDirectory)
            .Add("hostname", service.Hostname)
            .Add("restart", service.EffectiveRestart()?.ToString())
            .Add("stop_signal", service.StopSignal)
            .Add("stop_grace_period", service.StopGracePeriod)
            .Add("network_mode", service.NetworkMode?.ToString())
            .Add("ports", service.Ports.IsEmpty ? null : service.Ports.Select(Port).Order(StringComparer.Ordinal));

        RuntimeIdentity.AddTo(fields, service);
        ResourceIdentity.AddTo(fields, service);
        IsolationIdentity.AddTo(fields, service);

        // How it is plugged in. Engines before API 1.54 give a hardware address to new containers only.
        fields
            .Add("dns", service.DnsServers.IsEmpty ? null : service.DnsServers)
            .Add("dns_opt", service.DnsOptions.IsEmpty ? null : service.DnsOptions)
            .Add("dns_search", service.DnsSearch.IsEmpty ? null : service.DnsSearch)
            .Add("expose", service.Expose.IsEmpty ? null : service.Expose.Order(StringComparer.Ordinal))
            .Add("extra_hosts", service.ExtraHosts.IsEmpty ? null : service.ExtraHosts.SelectMany(host => host.Value, (host, address) => $"{host.Key}={address}"));
        foreach (ContainerEndpoint endpoint in EndpointWish.WithMacAddress(project, service, service.Name))
        {
            fields.Add($"networks.{endpoint.Network}.mac_address", endpoint.MacAddress);
        }

        if (service.NetworkMode is { IsEnginesBridge: true } && (!service.Links.IsEmpty || !service.ExternalLinks.IsEmpty))
        {
            fields.Add("links", service.Links.Concat(service.ExternalLinks).Select(link => link.ToString()));
        }

        // Its files.
        fields
            .Add("read_only", service.ReadOnly)
            .Add("shm_size", service.SharedMemorySize?.ToString(CultureInfo.InvariantCulture))
            .Add("storage_opt", service.StorageOptions)
            .Add("volumes_from", service.VolumesFrom.IsEmpty ? null : service.VolumesFrom.Select(source => source.ToString()));
        foreach (TmpfsDefinition tmpfs in service.Tmpfs)
        {
            fields.Add($"tmpfs.{tmpfs.Target}", tmpfs.Options ?? "");
        }

        foreach (MountDefinition mount in service.Mounts.Concat(GrantMounts.Of(project, service)))
        {
            fields.Add($"volumes.{mount.Target}", Mount(mount, project));
        }

        AddFiles(fields, "secrets", GrantFiles.Secrets(project, service));
        AddFiles(fields, "configs", GrantFiles.Configs(project, service));

        if (service.Healthcheck is { } check)
        {
            fields
                .Add("healthcheck.test", check.Disabled ? ["NONE"] : check.Test.IsEmpty ? null : check.Test)
                .Add("healthcheck.interval", check.Interval)
                .Add("healthcheck.timeout", check.Timeout)
                .Add("healthcheck.start_period", check.StartPeriod)
                .Add("healthcheck.start_interval", check.StartInterval)
                .Add("healthcheck.retries", check.Retries?.ToString(CultureInfo.InvariantCulture));
        }

        return fields.Build();
    }

    private static void AddFiles(FieldMap.Builder fields, string kind, IEnumerable<CopiedFile> files)
    {
        foreach (CopiedFile file in files)
        {
            fields.AddSecret($"{kind}.{file.Path}", FormattableString.Invariant($"{file.UserId}:{file.GroupId} {file.Mode} {file.Text}"));
        }
    }

    private static string Port(PortDefinition port) =>
        FormattableString.Invariant($"{port.HostIp}:{port.Published}:{port.Target}/{port.Protocol}");

    private static string Mount(MountDefinition mount, ComposeProject project)
    {
        string mode = mount.ReadOnly ? "ro" : "rw";
        string text = mount switch
        {
            BindMount bind => string.Join(' ', "bind", bind.Source, mode, bind.CreateHostPath ? "create" : "existing", bind.Propagation, bind.SelinuxLabel),
            VolumeMount { Source: null } => $"volume {mode}",
            VolumeMount volume => $"volume {project.Volumes.GetValueOrDefault(volume.Source)?.Name ?? volume.Source} {mode}{(volume.NoCopy ? " nocopy" : "")}",
            TmpfsMount tmpfs => FormattableString.Invariant($"tmpfs {mode} {tmpfs.Size} {tmpfs.Mode}"),
            ImageMount image => $"image {image.Source} {mode}",
            NamedPipeMount pipe => $"npipe {pipe.Source} {mode}",
            ClusterMount cluster => $"cluster {cluster.Source} {mode}",
            _ => mount.ToString(),
        };
        return string.Concat([text.TrimEnd(), .. Details(mount).Select(detail => " " + detail)]);
    }

    // What few mounts have comes last and only where it is set, so that the others' text stays what it was.
    private static IEnumerable<string> Details(MountDefinition mount)
    {
        if (mount is BindMount { Recursive: { } recursive })
        {
            yield return $"recursive={recursive}";
        }

        if ((mount as VolumeMount)?.Subpath is { } folder || ((folder = (mount as ImageMount)?.Subpath) is not null))
        {
            yield return $"subpath={folder}";
        }

        if (mount is VolumeMount volume)
        {
            foreach ((string label, string value) in volume.Labels)
            {
                yield return $"label {label}={value}";
            }

            if (volume.SelinuxLabel is { } relabelling)
            {
                yield return relabelling;
            }
        }

        if (mount.Consistency is { } consistency)
        {
            yield return consistency;
        }
    }
}
