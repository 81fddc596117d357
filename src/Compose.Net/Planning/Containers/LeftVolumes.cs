using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Gives a new container what the one before it leaves behind: nobody finds an anonymous volume again once its container is gone.</summary>
internal sealed class LeftVolumes(ReconcileContext context, ImagePlanner images)
{
    /// <summary>The mounts, with the anonymous volumes of the former container where the service or its image still wants one.</summary>
    public IEnumerable<MountDefinition> TakenOver(ServiceDefinition service, IEnumerable<MountDefinition> mounts, ObservedContainer? former)
    {
        if (LeftBehind(service, former) is not { } left)
        {
            return mounts;
        }

        // Where the image is still to come, nobody knows what it asks for.
        HashSet<string>? ofImage = images.Before(service) is null ? PlacesOfImage(service) : null;
        HashSet<string> ofSources = [.. service.VolumesFrom.SelectMany(PlacesOf)];
        return AnonymousVolumes.TakenOver(service, mounts, left, place => ofImage?.Contains(place) != false && !ofSources.Contains(place));
    }

    private ObservedContainer? LeftBehind(ServiceDefinition service, ObservedContainer? former)
    {
        if (former is null or { AnonymousVolumes.IsEmpty: true }
            || (context.Options.RenewAnonymousVolumes && (context.Options.Services.IsEmpty || context.Options.Services.Contains(service.Name, StringComparer.Ordinal))))
        {
            return null;
        }

        // Those of the containers whose mounts it has come with them.
        var others = service.VolumesFrom.OfType<VolumesFrom.Service>()
            .SelectMany(source => context.Observed.Containers.Where(container => container.Service == source.Name))
            .SelectMany(container => container.Volumes)
            .ToHashSet(StringComparer.Ordinal);
        return former with { AnonymousVolumes = former.AnonymousVolumes.RemoveRange(former.AnonymousVolumes.Where(volume => others.Contains(volume.Value)).Select(volume => volume.Key)) };
    }

    private HashSet<string>? PlacesOfImage(ServiceDefinition service) =>
        context.Observed.Images.GetValueOrDefault(ImageNames.Of(context.Project, service))?.VolumePlaces is { } places
            ? [.. places.Select(AnonymousVolumes.Place)]
            : null;

    // What a source has somewhere comes from there, whatever was there before.
    private IEnumerable<string> PlacesOf(VolumesFrom source) => source switch
    {
        VolumesFrom.Service own => PlacesOf(context.Project.Services[own.Name]),
        VolumesFrom.Container other => (context.Observed.NamedContainers.GetValueOrDefault(other.Name)?.VolumePlaces ?? []).Select(AnonymousVolumes.Place),
        _ => [],
    };

    private IEnumerable<string> PlacesOf(ServiceDefinition source) =>
    [
        .. source.Mounts.Select(mount => AnonymousVolumes.Place(mount.Target)),
        .. PlacesOfImage(source) ?? [],
        .. (context.Decisions[source.Name].Replicas.FirstOrDefault()?.Current?.VolumesByPlace.Keys ?? []).Select(AnonymousVolumes.Place),
        .. source.VolumesFrom.SelectMany(PlacesOf),
    ];
}
