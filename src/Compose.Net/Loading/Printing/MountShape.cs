using System.Globalization;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays out a mount.</summary>
internal static class MountShape
{
    public static Node Of(MountDefinition mount) => mount switch
    {
        BindMount bind => Start("bind", bind.Source, bind).Node("bind", Settings(bind, Bind(bind))).Mapping,
        VolumeMount volume => Start("volume", volume.Source, volume).Node("bind", Relabelling(volume)).Node("volume", Settings(volume, Volume(volume))).Mapping,
        TmpfsMount tmpfs => Start("tmpfs", null, tmpfs).Node("tmpfs", Settings(tmpfs, Tmpfs(tmpfs))).Mapping,
        ImageMount image => Start("image", image.Source, image).Node("image", Settings(image, new ShapeBuilder().Text("subpath", image.Subpath).Mapping)).Mapping,
        NamedPipeMount pipe => Start("npipe", pipe.Source, pipe).Mapping,
        ClusterMount cluster => Start("cluster", cluster.Source, cluster).Mapping,
        _ => throw new ArgumentException($"A mount of the type {mount.GetType().Name} cannot be printed.", nameof(mount)),
    };

    private static ShapeBuilder Start(string type, string? source, MountDefinition mount) => new ShapeBuilder()
        .Text("type", type)
        .Text("source", source)
        .Text("target", mount.Target)
        .Flag("read_only", mount.ReadOnly)
        .Text("consistency", mount.Consistency);

    private static MappingNode Bind(BindMount bind) => new ShapeBuilder()
        .Text("selinux", bind.SelinuxLabel)
        .Text("propagation", bind.Propagation)
        .Flag("create_host_path", bind.CreateHostPathIsWritten || !bind.CreateHostPath ? bind.CreateHostPath : (bool?)null)
        .Text("recursive", bind.Recursive)
        .Mapping;

    private static MappingNode Volume(VolumeMount volume) => new ShapeBuilder()
        .Map("labels", volume.Labels)
        .Flag("nocopy", volume.NoCopy)
        .Text("subpath", volume.Subpath)
        .Mapping;

    private static MappingNode? Relabelling(VolumeMount volume) =>
        volume.SelinuxLabel is { } label ? new ShapeBuilder().Text("selinux", label).Mapping : null;

    private static MappingNode Tmpfs(TmpfsMount tmpfs) => new ShapeBuilder()
        .Text("size", tmpfs.Size?.ToString(CultureInfo.InvariantCulture))
        .Number("mode", tmpfs.Mode)
        .Mapping;

    private static MappingNode? Settings(MountDefinition mount, MappingNode settings) => settings.Count > 0 || mount.SettingsAreWritten ? settings : null;
}
