using System.Collections.Immutable;
using Compose.Net.Model;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Mapping;

/// <summary>
/// Turns mounts into the engine's two forms. Only the older one, a string, makes a missing folder of the host and relabels;
/// all else uses the newer one, which has no trouble with colons in paths.
/// </summary>
internal static class MountMapper
{
    public static IList<string> ToBinds(ImmutableArray<MountDefinition> mounts) => [.. mounts.Select(ToBind).OfType<string>()];

    public static IList<Wire.Mount> ToMounts(ImmutableArray<MountDefinition> mounts) =>
        [.. mounts.Where(mount => ToBind(mount) is null).Select(ToMount)];

    private static string? ToBind(MountDefinition mount) => mount switch
    {
        BindMount { CreateHostPath: true, Recursive: null } bind => Join(bind.Source, bind, bind.SelinuxLabel, bind.Propagation),
        VolumeMount { Source: { } source, SelinuxLabel: { } label, Subpath: null } volume => Join(source, volume, label, volume.NoCopy ? "nocopy" : null),
        _ => null,
    };

    private static string Join(string source, MountDefinition mount, params string?[] further)
    {
        string options = string.Join(',', further.Prepend(mount.ReadOnly ? "ro" : null).OfType<string>());
        return options.Length == 0 ? $"{source}:{mount.Target}" : $"{source}:{mount.Target}:{options}";
    }

    private static Wire.Mount ToMount(MountDefinition mount)
    {
        var wire = new Wire.Mount { Target = mount.Target, ReadOnly = mount.ReadOnly };
        if (mount.Consistency is { } consistency)
            wire.Consistency = consistency;

        switch (mount)
        {
            case BindMount bind:
                (wire.Type, wire.Source, wire.BindOptions) = ("bind", bind.Source, Options(bind));
                break;
            case VolumeMount volume:
                (wire.Type, wire.Source, wire.VolumeOptions) = ("volume", volume.Source, Options(volume));
                break;
            case TmpfsMount tmpfs:
                wire.Type = "tmpfs";
                wire.TmpfsOptions = tmpfs is { Size: null, Mode: null } ? null : new Wire.TmpfsOptions { SizeBytes = tmpfs.Size, Mode = (uint?)tmpfs.Mode };
                break;
            case ImageMount image:
                (wire.Type, wire.Source) = ("image", image.Source);
                wire.ImageOptions = image.Subpath is { } folder ? new Wire.ImageOptions { Subpath = folder } : null;
                break;
            case NamedPipeMount pipe:
                (wire.Type, wire.Source) = ("npipe", pipe.Source);
                break;
            case ClusterMount cluster:
                (wire.Type, wire.Source, wire.ClusterOptions) = ("cluster", cluster.Source, new Wire.ClusterOptions());
                break;
            default:
                throw new ArgumentException($"A mount of the type {mount.GetType().Name} is unknown to the engine.", nameof(mount));
        }

        return wire;
    }

    private static Wire.BindOptions? Options(BindMount bind) => bind is { Propagation: null, Recursive: null, CreateHostPath: false }
        ? null
        : new Wire.BindOptions
        {
            Propagation = bind.Propagation,
            CreateMountpoint = bind.CreateHostPath,
            NonRecursive = bind.Recursive == "disabled",
            ReadOnlyNonRecursive = bind.Recursive == "writable",
            ReadOnlyForceRecursive = bind.Recursive == "readonly",
        };

    private static Wire.VolumeOptions? Options(VolumeMount volume)
    {
        if (volume is { NoCopy: false, Subpath: null, Labels.IsEmpty: true })
            return null;

        var options = new Wire.VolumeOptions { NoCopy = volume.NoCopy };
        if (volume.Subpath is { } folder)
            options.Subpath = folder;
        if (!volume.Labels.IsEmpty)
            options.Labels = new Dictionary<string, string>(volume.Labels);

        return options;
    }
}
