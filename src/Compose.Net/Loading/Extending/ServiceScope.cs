using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Loading.Merging;
using Compose.Net.Loading.Stages;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Extending;

/// <summary>Services that can extend each other by name alone: those of one document, or of one other file.</summary>
/// <param name="context">Where relative paths and messages belong.</param>
/// <param name="files">The other files that services extend from.</param>
/// <param name="place">What the scope is called in messages.</param>
/// <param name="names">The services' names.</param>
/// <param name="cleared">The paths that the scope's own tags clear in what is extended.</param>
/// <param name="find">Returns the checked, canonical service of a name; null for an empty one.</param>
internal sealed class ServiceScope(
    LoadContext context, ServiceFiles files, string place, MappingNode names, List<ImmutableArray<string>> cleared, Func<string, MappingNode?> find)
{
    private static readonly HashSet<string> Extends = ["extends"];

    private readonly Dictionary<string, MappingNode?> _resolved = new(StringComparer.Ordinal);
    private readonly DefinedNames _defined = new("Service", names);
    private readonly MergeNodes _merge = new(context.Diagnostics, !context.Options.Interpolate);

    public bool Has(string service) => names.Contains(service);

    /// <summary>What to say about a service that the scope does not have.</summary>
    public string Undefined(string service) => _defined.Undefined(service);

    /// <summary>Returns the service with all that it extends; null for one that is empty or that cannot be had.</summary>
    public MappingNode? Resolve(string service, ExtendsChain chain)
    {
        if (_resolved.TryGetValue(service, out MappingNode? resolved))
        {
            return resolved;
        }

        if (find(service) is not { } definition)
        {
            return null;
        }

        if (definition.TryGetEntry("extends", out MappingEntry extends))
        {
            definition.RemoveAll(entry => entry.Name == "extends");
            if (extends.Value is MappingNode bare && !bare.Contains("service") && !bare.IsRefused("service"))
            {
                context.Diagnostics.Error(DiagnosticCodes.MissingKey, "The key \"service\" is missing: what is extended must have it.", extends.Key.Span);
                definition.Refuse(Extends);
            }
            else if (extends.Value is MappingNode wish && wish.Get<ScalarNode>("service") is { } name)
            {
                chain.Push(place, service);
                definition = Extend(service, definition, Base(wish, name, chain), name);
                chain.Pop();
            }
        }

        _resolved[service] = definition;
        return definition;
    }

    private MappingNode? Base(MappingNode wish, ScalarNode name, ExtendsChain chain)
    {
        ServiceScope? scope = wish.Get<ScalarNode>("file") is { Text.Length: > 0 } file ? files.Open(file) : this;
        return scope?.Resolve(name, chain);
    }

    private MappingNode? Resolve(ScalarNode service, ExtendsChain chain)
    {
        if (chain.Contains(place, service.Text))
        {
            context.Diagnostics.Error(
                DiagnosticCodes.ExtendsCycle,
                $"Services extend each other in a circle: {chain.Circle(place, service.Text)}. Let one of them extend nothing.",
                service.Span);
            return null;
        }

        if (chain.Count > context.Limits.ExtendsDepth)
        {
            context.Diagnostics.Error(DiagnosticCodes.ExtendsTooDeep, $"Services extend each other in a row of more than {context.Limits.ExtendsDepth}. Extend this one directly.", service.Span);
            return null;
        }

        if (!Has(service.Text))
        {
            context.Diagnostics.Error(DiagnosticCodes.UndefinedService, $"{Undefined(service.Text)} It is looked for in {place}.", service.Span);
            return null;
        }

        return Resolve(service.Text, chain);
    }

    private MappingNode Extend(string service, MappingNode definition, MappingNode? extended, ScalarNode name)
    {
        if (extended is null)
        {
            if (context.Diagnostics.HasErrors)
            {
                // What the service would have taken over must not be missed too.
                definition.Refuse(Extends);
            }

            return definition;
        }

        MappingNode copy = NodeCopy.Of(extended);
        if (!context.Budget.TakeNodes(copy.Size))
        {
            context.Diagnostics.Error(DiagnosticCodes.TooManyNodes, $"With all that services extend written out, there are more than {context.Limits.Nodes} values. Extend smaller services.", name.Span);
            return definition;
        }

        ClearedPaths.Remove(copy, cleared.Where(path => path is ["services", var owner, _, ..] && owner == service).Select(path => path[2..]));
        return _merge.Merge(copy, definition, MergeRules.OfService);
    }
}
