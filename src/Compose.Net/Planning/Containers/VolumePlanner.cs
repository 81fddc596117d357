using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Writes the steps for volumes. A volume is never replaced: that would lose what it holds.</summary>
internal sealed class VolumePlanner(ReconcileContext context, ContainerSteps containers)
{
    private readonly Dictionary<string, int> _creations = new(StringComparer.Ordinal);

    public void Create()
    {
        var existing = context.Observed.Volumes.ToDictionary(volume => volume.Name, StringComparer.Ordinal);
        foreach (VolumeDefinition volume in context.Project.Volumes.Values.Where(volume => !volume.External))
        {
            if (existing.TryGetValue(volume.Name, out ObservedVolume? observed))
            {
                Compare(volume, observed);
            }
            else if (!_creations.ContainsKey(volume.Name))
            {
                _creations.Add(volume.Name, context.Plan.Add(
                    new CreateVolume(volume, ResourceLabels.Of(context.Project, volume)),
                    new Reason("is missing")));
            }
        }
    }

    /// <summary>The steps that a container with these mounts waits for.</summary>
    public IEnumerable<int> ReadyFor(IEnumerable<MountDefinition> mounts) =>
        mounts
            .OfType<VolumeMount>()
            .Select(mount => mount.Source is null ? null : context.Project.Volumes[mount.Source].Name)
            .Where(name => name is not null && _creations.ContainsKey(name))
            .Select(name => _creations[name!]);

    public void RemoveObsolete()
    {
        if (!context.Options.RemoveVolumes)
        {
            return;
        }

        var wanted = context.Project.Volumes.Values.Select(volume => volume.Name).ToHashSet(StringComparer.Ordinal);
        ILookup<string, ObservedContainer> usersByVolume = context.Observed.Containers
            .SelectMany(container => container.Volumes, (container, volume) => (volume, container))
            .ToLookup(entry => entry.volume, entry => entry.container, StringComparer.Ordinal);
        foreach (ObservedVolume volume in context.Observed.Volumes.Where(volume => context.IsOurs(volume.Labels) && !wanted.Contains(volume.Name)))
        {
            ObservedContainer[] users = [.. usersByVolume[volume.Name]];
            if (!context.Options.Services.IsEmpty && (users.Length == 0 || users.Any(user => context.FateOf(user) == ContainerFate.LeftAlone)))
            {
                continue; // It may be a matter of services that are left alone.
            }

            if (users.FirstOrDefault(user => containers.RemovalOf(user) is null) is { } user)
            {
                context.Plan.Warn(DiagnosticCodes.VolumeStillInUse, $"Volume \"{volume.Name}\" is kept: container \"{user.Name}\" of service \"{user.Service}\" still uses it. Remove that container first, for example with --remove-orphans.");
                continue;
            }

            context.Plan.Add(
                new RemoveVolume(volume.Name),
                new Reason("is not wanted any more, and removing volumes was asked for"),
                users.Select(container => containers.RemovalOf(container)!.Value));
        }
    }

    private void Compare(VolumeDefinition volume, ObservedVolume observed)
    {
        if (!context.IsOurs(observed.Labels))
        {
            context.Plan.Warn(DiagnosticCodes.ForeignVolume, $"Volume \"{volume.Name}\" exists already and does not belong to project \"{context.Project.Name}\". It is used as it is, and never removed. Set \"external: true\" to say that this is meant.", "volumes", volume.Key, "name");
            return;
        }

        bool sameOptions = observed.DriverOptions.Count == volume.DriverOptions.Count
            && volume.DriverOptions.All(option => observed.DriverOptions.GetValueOrDefault(option.Key) == option.Value);
        if ((volume.Driver ?? "local") != observed.Driver || !sameOptions)
        {
            context.Plan.Warn(DiagnosticCodes.VolumeDiffers, $"Volume \"{volume.Name}\" has another driver or other options than the file says. It is kept, for a new one would be empty. Copy what it holds, then remove it and run up again.", "volumes", volume.Key);
        }
    }
}
