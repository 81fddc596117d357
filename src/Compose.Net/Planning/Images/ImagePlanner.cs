using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Writes the steps that fetch, build and remove images, as the services' policies want it, each once.</summary>
internal sealed class ImagePlanner
{
    private readonly ReconcileContext _context;
    private readonly ContainerSteps _containers;
    private readonly Dictionary<(string Image, string? Platform), int> _steps = [];
    private readonly Dictionary<string, int> _builds = new(StringComparer.Ordinal);

    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    // Who builds an image; services without a build of their own may use it too.
    private readonly Dictionary<string, ServiceDefinition> _builders = new(StringComparer.Ordinal);

    public ImagePlanner(ReconcileContext context, ContainerSteps containers)
    {
        _context = context;
        _containers = containers;
        foreach (ServiceDefinition service in context.Project.Services.Values.Where(service => service.Build is not null))
        {
            _builders.TryAdd(ImageNames.Of(context.Project, service), service);
        }
    }

    /// <summary>Whether an image that the engine has may be fetched or built all the same, going by the project alone.</summary>
    public static bool MayRenew(ComposeProject project, ReconcileOptions options) =>
        !options.ImagesAreCurrent && project.Services.Values.Any(service => service.Scale > 0
            && (MustBuild(service, options) || ((service.Image is not null || service.PreStart.Any(hook => hook.Image is not null)) && PolicyOf(service, options)?.Condition is PullCondition.Always or PullCondition.Refresh)));

    /// <summary>Fetches and builds the images that the engine has and that are wanted anew.</summary>
    public void Renew()
    {
        foreach (string name in _context.Options.ImagesAreCurrent ? [] : _context.Graph.StartOrder)
        {
            ServiceDefinition service = _context.Project.Services[name];
            if (service.Scale == 0 || _context.Frozen.Contains(name))
            {
                continue;
            }

            foreach (ServiceDefinition hook in HookImages.Of(_context.Project, service))
            {
                Renew(hook);
            }

            if (Find(service) is not null)
            {
                Renew(service);
            }
            else if (service.Build is not null && _context.Decisions[name].Replicas.Any(replica => !replica.IsKept))
            {
                Before(service); // Others may be built from it, and their turn comes next.
            }
        }
    }

    /// <summary>Fetches or builds the image of a service, if the engine has it and it is wanted anew.</summary>
    public void Renew(ServiceDefinition service)
    {
        // One that is run beside its replicas is not among the project's.
        if (service.Build is not null)
        {
            _builders.TryAdd(ImageNames.Of(_context.Project, service), service);
        }

        if (Find(service) is not { } observed)
        {
            return;
        }

        if (MustBuild(service, _context.Options))
        {
            Build(service, service, new Reason(_context.Options.Build == BuildCondition.Always ? "building was asked for" : "the pull policy is to build it each time"));
        }
        else if (service.Image is { } image && WhyRenew(service, observed) is { } reason)
        {
            Pull(image, service.Platform, reason);
        }
    }

    /// <summary>Returns the step that fetches or builds the image before a container of the service is made; null where it is there.</summary>
    public int? Before(ServiceDefinition service)
    {
        string image = ImageNames.Of(_context.Project, service);
        if (_steps.TryGetValue((image, service.Platform), out int step))
        {
            return step;
        }

        if (Find(service) is not null)
        {
            return null;
        }

        var reason = new Reason(_context.Observed.Images.ContainsKey(image) ? "the engine has it for another platform" : "the engine does not have it");
        PullPolicy? policy = PolicyOf(service, _context.Options);
        bool mayPull = service.Image is not null && policy?.Condition is not (PullCondition.Never or PullCondition.Build);
        if (_context.Options.Build != BuildCondition.Never && _builders.TryGetValue(image, out ServiceDefinition? builder))
        {
            // Somebody may have pushed what was built: only what no registry has is built, unless building is the wish.
            int? pull = mayPull && _context.Options.Build == BuildCondition.Missing ? Pull(image, service.Platform, reason) : null;
            return Build(builder, service, reason, pull);
        }

        if (mayPull)
        {
            return Pull(image, service.Platform, reason);
        }

        // Each container of the service asks again.
        if (!_refused.Add(service.Name + " " + image))
        {
            return null;
        }

        if (service.Image is null)
        {
            _context.Plan.Error(
                DiagnosticCodes.ImageNotBuilt,
                $"The image \"{image}\" of service \"{service.Name}\" is not built yet, and building was ruled out. Allow it, or build it first with \"compose-net build {service.Name}\".",
                "services",
                service.Name,
                "build");
        }
        else
        {
            _context.Plan.Error(
                DiagnosticCodes.ImageMissing,
                $"The engine does not have image \"{image}\"{(service.Platform is null ? "" : $" for {service.Platform}")}, and the pull policy of service \"{service.Name}\" is \"{policy}\". Put the image there, or choose another policy.",
                "services",
                service.Name,
                "image");
        }

        return null;
    }

    /// <summary>Returns the step that fetches an image that is mounted; null where the engine has it.</summary>
    public int? Before(ImageMount mount) => _steps.TryGetValue((mount.Source, null), out int step)
        ? step
        : _context.Observed.Images.ContainsKey(mount.Source) ? null : Pull(mount.Source, null, new Reason("the engine does not have it"));

    /// <summary>Removes the images of services without a container, where that was asked for.</summary>
    public void RemoveObsolete()
    {
        ImageRemoval removal = _context.Options.RemoveImages;
        if (removal == ImageRemoval.None)
        {
            return;
        }

        var wanted = _context.Project.Services.Values.Where(service => service.Scale > 0).Select(service => ImageNames.Of(_context.Project, service)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> unwanted = _context.Project.Services.Values
            .Where(service => service.Scale == 0 && (removal == ImageRemoval.All || service is { Image: null, Build: not null }))
            .Select(service => ImageNames.Of(_context.Project, service))
            .Where(image => !wanted.Contains(image))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (string image in unwanted)
        {
            if (_context.Observed.Images.TryGetValue(image, out ObservedImage? observed) && (removal == ImageRemoval.All || _context.IsOurs(observed.Labels)))
            {
                Remove(image, observed);
            }
        }
    }

    // That all is to be built says nothing of what has no build.
    private static PullPolicy? PolicyOf(ServiceDefinition service, ReconcileOptions options) =>
        options.PullPolicy is { } policy && !(policy.Condition == PullCondition.Build && service.Build is null) ? policy : service.PullPolicy;

    private static bool MustBuild(ServiceDefinition service, ReconcileOptions options) => service.Build is not null
        && (options.Build == BuildCondition.Always || (options.Build == BuildCondition.Missing && PolicyOf(service, options) is { Condition: PullCondition.Build }));

    // An image for another platform than the service's is as good as none.
    private ObservedImage? Find(ServiceDefinition service) =>
        _context.Observed.Images.GetValueOrDefault(ImageNames.Of(_context.Project, service)) is { } image && ImagePlatform.Fits(service.Platform, image.Platform) ? image : null;

    private Reason? WhyRenew(ServiceDefinition service, ObservedImage image) => PolicyOf(service, _context.Options) switch
    {
        { Condition: PullCondition.Always } => new Reason("the pull policy is to fetch it each time"),
        { Condition: PullCondition.Refresh, Interval: { } interval } policy when image.TaggedAt is not { } tagged || tagged + interval < _context.Observed.TakenAt =>
            new Reason($"the pull policy is \"{policy}\", and it was fetched before that"),
        _ => null,
    };

    private int Pull(string image, string? platform, Reason reason)
    {
        if (!_steps.TryGetValue((image, platform), out int step))
        {
            step = _context.Plan.Add(new PullImage(image) { Platform = platform }, reason, mayFail: _builders.ContainsKey(image), effects: Effects(image));
            _steps.Add((image, platform), step);
        }

        return step;
    }

    private int Build(ServiceDefinition builder, ServiceDefinition user, Reason reason, int? pull = null)
    {
        string image = ImageNames.Of(_context.Project, builder);
        if (!_builds.TryGetValue(image, out int step))
        {
            BuildCheck.Check(builder, builder.Build!, _context.Plan); // It builds.
            step = _context.Plan.Add(
                ImageBuilds.Of(_context.Project, builder) with { OnlyIfMissing = pull is not null },
                reason,
                BuildsBefore(builder, [builder.Name]),
                builder.Name,
                PlanBuilder.Step(pull),
                effects: Effects(image));
            _builds.Add(image, step);
        }

        _steps[(image, user.Platform)] = step;
        return step;
    }

    // A Dockerfile may begin with the image of another service; who says so says it with depends_on.
    private IEnumerable<int> BuildsBefore(ServiceDefinition service, HashSet<string> seen)
    {
        foreach (string name in service.DependsOn.Keys)
        {
            if (seen.Add(name) && _context.Project.Services.TryGetValue(name, out ServiceDefinition? dependency))
            {
                IEnumerable<int> steps = _builds.TryGetValue(ImageNames.Of(_context.Project, dependency), out int step) ? [step] : BuildsBefore(dependency, seen);
                foreach (int before in steps)
                {
                    yield return before;
                }
            }
        }
    }

    // What a renewed image is cannot be known before it is there.
    private ImmutableArray<string> Effects(string image)
    {
        string[] users =
        [
            .. _context.Decisions.Values
                .Where(decision => ImageNames.Of(_context.Project, decision.Service) == image && decision.Replicas.Any(replica => replica.IsKept))
                .Select(decision => $"\"{decision.Service.Name}\"")
                .Order(StringComparer.Ordinal),
        ];
        return users.Length == 0 ? [] : [$"Where this brings another image, the containers of {string.Join(", ", users)} are made anew: up plans again when the image is there."];
    }

    private void Remove(string image, ObservedImage observed)
    {
        ObservedContainer[] users = [.. _context.Observed.Containers.Where(container => container.Image == image || container.ImageId == observed.Id)];
        if (users.FirstOrDefault(user => _containers.RemovalOf(user) is null) is { } user)
        {
            _context.Plan.Warn(DiagnosticCodes.ImageInUse, $"Image \"{image}\" is kept: container \"{user.Name}\" of service \"{user.Service}\" still uses it. Remove that container first, for example with --remove-orphans.");
            return;
        }

        // Containers of others may use it: the engine knows, and keeps it then.
        _context.Plan.Add(
            new RemoveImage(image),
            new Reason("is not wanted any more, and removing images was asked for"),
            users.Select(container => _containers.RemovalOf(container)!.Value),
            mayFail: true);
    }
}
