using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Cuts the enabled services to those that the caller named and all that they depend on.</summary>
internal sealed class SelectServices : ILoadStage
{
    public void Run(LoadContext context)
    {
        if (context.Options.Services.IsEmpty)
        {
            return;
        }

        MappingNode services = context.Section("services");
        var waiting = new Stack<string>();
        foreach (string wanted in context.Options.Services)
        {
            if (services.Contains(wanted))
            {
                // One that its profiles could not enable is not there.
                waiting.Push(wanted);
            }
            else if (!AddMatches(wanted, context.Enabled, waiting))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedService, new DefinedNames("Service", services).Undefined(wanted));
            }
        }

        context.Enabled.IntersectWith(WithDependencies(waiting, services));
    }

    private static bool AddMatches(string pattern, HashSet<string> enabled, Stack<string> waiting)
    {
        bool found = false;
        foreach (string name in enabled)
        {
            if (NamePattern.Matches(pattern, name))
            {
                waiting.Push(name);
                found = true;
            }
        }

        return found;
    }

    private static HashSet<string> WithDependencies(Stack<string> waiting, MappingNode services)
    {
        var selected = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.TryPop(out string? name))
        {
            if (selected.Add(name) && services.Get<MappingNode>(name)?.Get<MappingNode>("depends_on") is { } dependencies)
            {
                foreach (MappingEntry dependency in dependencies.Entries)
                {
                    waiting.Push(dependency.Name);
                }
            }
        }

        return selected;
    }
}
