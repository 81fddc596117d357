using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Graph;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The services that a verb is about, among all that the project knows.</summary>
internal sealed class LifecycleScope
{
    private LifecycleScope(ComposeProject project, DependencyGraph graph, ImmutableHashSet<string> targets, ImmutableHashSet<string>? sharers = null)
    {
        Project = project;
        Graph = graph;
        Targets = targets;
        Sharers = sharers ?? [];
    }

    /// <summary>The project, with the disabled services enabled that were named, or that share a namespace of an enabled one.</summary>
    public ComposeProject Project { get; }

    public DependencyGraph Graph { get; }

    /// <summary>The names of the services that the verb is about.</summary>
    public ImmutableHashSet<string> Targets { get; }

    /// <summary>The names of others that come along only where a namespace is made anew that they share.</summary>
    public ImmutableHashSet<string> Sharers { get; }

    /// <summary>Finds the services; what is wrong with them becomes an error of the plan.</summary>
    public static LifecycleScope Of(ComposeProject project, ImmutableArray<string> named, PlanBuilder plan)
    {
        foreach (string unknown in ServiceNames.Unknown(project, named))
        {
            plan.Error(DiagnosticCodes.NoSuchService, unknown);
        }

        ComposeProject meant = Enable(project, named);
        ComposeProject enabled = EnableSharers(meant);
        var graph = DependencyGraph.From(enabled);
        CycleCheck.Check(graph, plan);

        return new LifecycleScope(enabled, graph, [.. named.IsEmpty ? meant.Services.Keys : named.Where(meant.Services.ContainsKey)]);
    }

    /// <summary>The same with all that the services depend on.</summary>
    public LifecycleScope WithDependencies() => new(Project, Graph, [.. Graph.WithDependencies(Targets)]);

    /// <summary>The same with all that asked to be restarted with the services.</summary>
    public LifecycleScope WithRestartedDependents() => new(Project, Graph, [.. Closure.Of(
        Targets,
        name => Graph.DependentsOf(name).Where(dependent => Project.Services[dependent] is { } service
            && (service.DependsOn.GetValueOrDefault(name) is { Restart: true } || service.NamespaceOwners.Contains(name))))]);

    /// <summary>The same with those that share a namespace of one of the services.</summary>
    public LifecycleScope WithSharers() => new(Project, Graph, Targets, [.. Closure.Of(Targets, SharersOf).Except(Targets)]);

    /// <summary>The services that share a namespace of a service.</summary>
    public IEnumerable<string> SharersOf(string service) => Graph.DependentsOf(service).Where(other => Project.Services[other].NamespaceOwners.Contains(service));

    /// <summary>Enables the named services, as their profiles would, and all that they depend on.</summary>
    public static ComposeProject Enable(ComposeProject project, ImmutableArray<string> named)
    {
        if (!named.Any(project.DisabledServices.ContainsKey))
        {
            return project;
        }

        ComposeProject whole = project with { Services = project.Services.AddRange(project.DisabledServices), DisabledServices = Ordinal.Map<ServiceDefinition>() };
        HashSet<string> wanted = DependencyGraph.From(whole).WithDependencies(named.Where(whole.Services.ContainsKey));
        return project with
        {
            Services = project.Services.AddRange(project.DisabledServices.Where(entry => wanted.Contains(entry.Key))),
            DisabledServices = project.DisabledServices.RemoveRange(wanted),
        };
    }

    // Their containers may run, from when their profile was active, and would be left behind by an owner that starts again.
    private static ComposeProject EnableSharers(ComposeProject project)
    {
        ImmutableArray<string> sharers = [.. project.DisabledServices.Values.Where(service => service.NamespaceOwners.Any(project.Services.ContainsKey)).Select(service => service.Name)];
        return sharers.IsEmpty ? project : EnableSharers(Enable(project, sharers));
    }
}
