using Compose.Net.Graph;
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
        HashSet<string> ofSources = PlacesOfSources(service);
        return AnonymousVolumes.TakenOver(service, mounts, left, place => ofImage?.Contains(place) != false && !ofSources.Contains(place));
    }

    private ObservedContainer? LeftBehind(ServiceDefinition service, ObservedContainer? former)
    {
        if (former is null or { AnonymousVolumes.IsEmpty: true } || (context.Options.RenewAnonymousVolumes && context.Options.Means(service.Name)))
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
    private HashSet<string> PlacesOfSources(ServiceDefinition service)
    {
        HashSet<string> sources = Closure.Of(SourcesOf(service), name => SourcesOf(context.Project.Services[name]));
        ServiceDefinition[] all = [.. sources.Select(name => context.Project.Services[name])];
        return
        [
            .. all.SelectMany(PlacesOf),
            .. all.Prepend(service).SelectMany(each => each.VolumesFrom.OfType<VolumesFrom.Container>()).SelectMany(other => context.Observed.NamedContainers.GetValueOrDefault(other.Name)?.MountPlaces ?? []).Select(AnonymousVolumes.Place),
        ];
    }

    private static IEnumerable<string> SourcesOf(ServiceDefinition service) => service.VolumesFrom.OfType<VolumesFrom.Service>().Select(source => source.Name);

    private IEnumerable<string> PlacesOf(ServiceDefinition source) =>
    [
        .. source.Mounts.Select(mount => AnonymousVolumes.Place(mount.Target)),
        .. PlacesOfImage(source) ?? [],
        .. (context.Decisions[source.Name].Replicas.FirstOrDefault()?.Current?.VolumesByPlace.Keys ?? []).Select(AnonymousVolumes.Place),
    ];
}
