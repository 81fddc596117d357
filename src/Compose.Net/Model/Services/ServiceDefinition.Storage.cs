using System.Collections.Immutable;

namespace Compose.Net.Model;

public sealed partial record ServiceDefinition
{
    /// <summary>Whether the container's own file system can only be read; the file's <c>read_only</c>. Defaults to false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>File systems in memory; the file's <c>tmpfs</c>.</summary>
    public ImmutableArray<TmpfsDefinition> Tmpfs { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The mounts taken over from other containers; the file's <c>volumes_from</c>.</summary>
    public ImmutableArray<VolumesFrom> VolumesFrom { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The size of <c>/dev/shm</c> in bytes; the file's <c>shm_size</c>. Null leaves the engine's default, 64 MiB.</summary>
    public long? SharedMemorySize { get; init; }

    /// <summary>The options of the engine's storage driver, for example <c>size</c>; the file's <c>storage_opt</c>.</summary>
    public ImmutableSortedDictionary<string, string> StorageOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
