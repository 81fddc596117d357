using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Plans that are about images only: to fetch them, to build them, or to send them to their registries.</summary>
internal static class ImagePlans
{
    private static readonly Reason Asked = new("was asked for");

    /// <summary>Returns the plan that fetches the images of services, each once.</summary>
    public static Plan Pull(ComposeProject project, ObservedState observed, PullImagesOptions options)
    {
        var plan = new PlanBuilder(project.Places);
        var pulled = new HashSet<(string, string?)>();
        foreach (ServiceDefinition service in Select(project, options.Services, options.IncludeDependencies, plan))
        {
            ImageNameCheck.Check(project, service, plan);
            if (service is { Provider: null, Image: { } image } && !IsLeftOut(service, image) && pulled.Add((image, service.Platform)))
            {
                plan.Add(new PullImage(image) { Platform = service.Platform }, Asked, service: service.Name, mayFail: options.IgnoreFailures || service.Build is not null);
            }

            foreach (ServiceDefinition hook in HookImages.Of(project, service).Where(hook => !IsLeftOut(hook, hook.Image!) && pulled.Add((hook.Image!, hook.Platform)))) // They have one.
            {
                plan.Add(new PullImage(hook.Image!) { Platform = hook.Platform }, Asked, service: service.Name, mayFail: options.IgnoreFailures || IsBuilt(hook.Image!));
            }

            foreach (string mounted in service.Mounts.OfType<ImageMount>().Select(mount => mount.Source).Where(source => !observed.Images.ContainsKey(source) && pulled.Add((source, null))))
            {
                plan.Add(new PullImage(mounted), Asked, service: service.Name, mayFail: options.IgnoreFailures);
            }
        }

        return plan.Build(project);

        bool IsBuilt(string image) => project.Services.Values.Any(service => service.Build is not null && ImageNames.Of(project, service) == image);

        // A service that says nothing is fetched; one that says "missing" means it.
        bool IsLeftOut(ServiceDefinition service, string image) => (options.IgnoreBuildable && service.Build is not null)
            || (options.Policy ?? service.PullPolicy)?.Condition switch
            {
                PullCondition.Never or PullCondition.Build => true,
                PullCondition.Missing => observed.Images.TryGetValue(image, out ObservedImage? there) && ImagePlatform.Fits(service.Platform, there.Platform),
                _ => false,
            };
    }

    /// <summary>Returns the plan that builds the images of services, each once, those first that others depend on.</summary>
    public static Plan Build(ComposeProject project, BuildImagesOptions options)
    {
        var plan = new PlanBuilder(project.Places);
        DependencyGraph graph = DependencyGraph.From(project);
        CycleCheck.Check(graph, plan);
        if (plan.HasErrors)
        {
            return plan.Build(project);
        }

        var selected = Select(project, options.Services, options.IncludeDependencies, plan).Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var byImage = new Dictionary<string, int>(StringComparer.Ordinal);
        var before = new Dictionary<string, ImmutableArray<int>>(StringComparer.Ordinal);
        var pushes = new PushSteps(plan, Asked);
        foreach (string name in graph.StartOrder)
        {
            // What a service's build waits for; one that is not built passes on what it would wait for.
            ServiceDefinition service = project.Services[name];
            ImmutableArray<int> earlier = [.. service.DependsOn.Keys.SelectMany(dependency => before.GetValueOrDefault(dependency, [])).Distinct().Order()];
            before[name] = earlier;
            if (service.Build is not { } build || !selected.Contains(name))
            {
                continue;
            }

            ImageNameCheck.Check(project, service, plan);
            BuildImage operation = ImageBuilds.Of(project, service, Change) with { Memory = options.Memory };
            if (!byImage.TryGetValue(operation.Image, out int step))
            {
                BuildCheck.Check(service, build, plan);
                step = plan.Add(operation, Asked, earlier, name);
                byImage.Add(operation.Image, step);
                if (options.Push)
                {
                    pushes.Add(service, build, step, mayFail: false);
                }
            }

            before[name] = [step];
        }

        return plan.Build(project);

        BuildDefinition Change(BuildDefinition build) => build with
        {
            Args = build.Args.SetItems(options.Args),
            NoCache = build.NoCache || options.NoCache,
            Pull = build.Pull || options.Pull,
        };
    }

    /// <summary>Returns the plan that sends the images of services that are built, and their tags, to their registries, each once.</summary>
    public static Plan Push(ComposeProject project, PushImagesOptions options)
    {
        var plan = new PlanBuilder(project.Places);
        var pushes = new PushSteps(plan, Asked);
        foreach (ServiceDefinition service in Select(project, options.Services, options.IncludeDependencies, plan))
        {
            if (service.Build is { } build)
            {
                ImageNameCheck.Check(project, service, plan);
                pushes.Add(service, build, built: null, options.IgnoreFailures);
            }
        }

        return plan.Build(project);
    }

    private static IEnumerable<ServiceDefinition> Select(ComposeProject project, ImmutableArray<string> names, bool dependencies, PlanBuilder plan)
    {
        if (names.IsEmpty)
        {
            return project.Services.Values;
        }

        foreach (string problem in ServiceNames.NotEnabled(project, names))
        {
            plan.Error(DiagnosticCodes.NoSuchService, problem);
        }

        HashSet<string> selected = Closure.Of(names, name => dependencies && project.Services.TryGetValue(name, out ServiceDefinition? service) ? service.DependsOn.Keys : []);
        return project.Services.Values.Where(service => selected.Contains(service.Name));
    }
}
