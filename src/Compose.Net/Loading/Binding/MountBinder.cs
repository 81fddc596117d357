using Compose.Net.Loading.Values;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Binding;

/// <summary>Makes a mount of its canonical mapping.</summary>
internal static class MountBinder
{
    public static MountDefinition Bind(MappingNode node)
    {
        string target = node.TextOrNone("target") is { } path ? ContainerPath.Clean(path) : "";
        string source = node.Text("source") ?? "";
        string type = node.Text("type") ?? "volume";
        MountDefinition mount = type switch
        {
            "bind" => OfHost(node, source, target),
            "tmpfs" => OfMemory(node, target),
            "image" => new ImageMount(source, target) { Subpath = node.Get<MappingNode>("image")?.TextOrNone("subpath") },
            "npipe" => new NamedPipeMount(source, node.TextOrNone("target") ?? ""),
            "cluster" => new ClusterMount(source, target),
            _ => OfVolume(node, target),
        };
        return mount with
        {
            ReadOnly = node.IsTrue("read_only"),
            Consistency = node.TextOrNone("consistency"),
            SettingsAreWritten = node.Get<MappingNode>(type) is not null,
        };
    }

    private static BindMount OfHost(MappingNode node, string source, string target)
    {
        MappingNode? bind = node.Get<MappingNode>("bind");
        return new BindMount(source, target)
        {
            CreateHostPath = bind?.Flag("create_host_path") ?? true,
            CreateHostPathIsWritten = bind?.Flag("create_host_path") is not null,
            Propagation = bind?.TextOrNone("propagation"),
            Recursive = bind?.TextOrNone("recursive"),
            SelinuxLabel = bind?.TextOrNone("selinux"),
        };
    }

    private static TmpfsMount OfMemory(MappingNode node, string target)
    {
        MappingNode? tmpfs = node.Get<MappingNode>("tmpfs");
        return new TmpfsMount(target)
        {
            Size = tmpfs?.Text("size") is { } size && ByteSizes.TryParse(size, out long bytes) && bytes > 0 ? bytes : null,
            Mode = tmpfs?.Number("mode"),
        };
    }

    private static VolumeMount OfVolume(MappingNode node, string target)
    {
        MappingNode? volume = node.Get<MappingNode>("volume");
        return new VolumeMount(node.TextOrNone("source"), target)
        {
            NoCopy = volume?.Flag("nocopy") ?? false,
            Subpath = volume?.TextOrNone("subpath"),
            Labels = volume?.TextMap("labels") ?? Ordinal.Map<string>(),
            SelinuxLabel = node.Get<MappingNode>("bind")?.TextOrNone("selinux"),
        };
    }
}
