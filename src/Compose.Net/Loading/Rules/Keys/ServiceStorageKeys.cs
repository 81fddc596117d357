using static Compose.Net.Loading.Rules.Forms;

namespace Compose.Net.Loading.Rules.Keys;

/// <summary>The keys of a service that give it files.</summary>
internal static class ServiceStorageKeys
{
    public static IEnumerable<(string Pattern, KeyRule Rule)> Rows =>
    [
        ("services.*.volumes", new(List)),
        ("services.*.volumes[]", new(Text | Map, "a mount", Required: "type")),
        ("services.*.volumes[].type", new(Text)),
        ("services.*.volumes[].source", new(Text)),
        ("services.*.volumes[].target", new(Text)),
        ("services.*.volumes[].read_only", new(Flag)),
        ("services.*.volumes[].consistency", new(Text)),
        ("services.*.volumes[].bind", new(Map, "a bind mount")),
        ("services.*.volumes[].bind.propagation", new(Text)),
        ("services.*.volumes[].bind.create_host_path", new(Flag)),
        ("services.*.volumes[].bind.selinux", new(Text)),
        ("services.*.volumes[].bind.recursive", new(Text)),
        ("services.*.volumes[].volume", new(Map, "a volume mount")),
        ("services.*.volumes[].volume.nocopy", new(Flag)),
        ("services.*.volumes[].volume.labels", new(List | Map)),
        ("services.*.volumes[].volume.labels[]", new(Text)),
        ("services.*.volumes[].volume.labels.*", new(KeyRules.Scalar)),
        ("services.*.volumes[].volume.subpath", new(Text)),
        ("services.*.volumes[].tmpfs", new(Map, "a tmpfs mount")),
        ("services.*.volumes[].tmpfs.size", new(Integer | Text)),
        ("services.*.volumes[].tmpfs.mode", new(Integer | Number | Text)),
        ("services.*.volumes[].image", new(Map, "an image mount")),
        ("services.*.volumes[].image.subpath", new(Text)),
        ("services.*.volumes_from", new(List)),
        ("services.*.volumes_from[]", new(Text)),
        ("services.*.tmpfs", new(Text | List)),
        ("services.*.tmpfs[]", new(Text)),
        ("services.*.read_only", new(Flag)),
        ("services.*.shm_size", new(Integer | Number | Text)),
        ("services.*.storage_opt", new(Map, "the storage driver's options")),
        ("services.*.storage_opt.*", new(KeyRules.Options | Null)),
    ];
}
