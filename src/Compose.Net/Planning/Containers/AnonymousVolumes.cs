using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Volumes without a name of their own, which live as long as a service's container or the one that takes its place.</summary>
internal static class AnonymousVolumes
{
    private const int NameLength = 64;

    /// <summary>Whether the engine made the name up.</summary>
    public static bool IsName(string volume) => volume.Length == NameLength && volume.All(char.IsAsciiHexDigitLower);

    /// <summary>The mounts, with the anonymous volumes of the former container where the service or its image wants one.</summary>
    /// <param name="service">The service.</param>
    /// <param name="mounts">Its mounts.</param>
    /// <param name="former">The container that leaves volumes behind.</param>
    /// <param name="asked">Whether the image wants a volume at that <see cref="Place"/>.</param>
    public static IEnumerable<MountDefinition> TakenOver(ServiceDefinition service, IEnumerable<MountDefinition> mounts, ObservedContainer former, Func<string, bool> asked)
    {
        var left = former.AnonymousVolumes.ToDictionary(volume => Place(volume.Key), volume => volume.Value, StringComparer.Ordinal);
        foreach (MountDefinition mount in mounts)
        {
            yield return left.Remove(Place(mount.Target), out string? name) && mount is VolumeMount { Source: null } volume ? volume with { Source = name } : mount;
        }

        foreach (TmpfsDefinition tmpfs in service.Tmpfs)
        {
            left.Remove(Place(tmpfs.Target));
        }

        // What the file asked for and asks for no more is not wanted; all else an image asked for.
        FieldMap? recorded = FieldMap.FromJson(former.Labels.GetValueOrDefault(Labels.Fields));
        foreach ((string target, string name) in left.OrderBy(volume => volume.Key, StringComparer.Ordinal).Where(volume => recorded?.Has($"volumes.{volume.Key}") != true && asked(volume.Key)))
        {
            yield return new VolumeMount(name, target);
        }
    }

    /// <summary>A place as it is compared: without a slash at its end.</summary>
    public static string Place(string target) => target.Length > 1 ? target.TrimEnd('/') : target;
}
