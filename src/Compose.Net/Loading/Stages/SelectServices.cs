using Compose.Net.Diagnostics;
using Compose.Net.Graph;
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
        var selected = new List<string>();
        foreach (string wanted in context.Options.Services)
        {
            if (services.Contains(wanted))
            {
                // One that its profiles could not enable is not there.
                selected.Add(wanted);
            }
            else if (!AddMatches(wanted, context.Enabled, selected))
            {
                context.Diagnostics.Error(DiagnosticCodes.UndefinedService, new DefinedNames("Service", services).Undefined(wanted));
            }
        }

        context.Enabled.IntersectWith(Closure.Of(selected, name => services.Get<MappingNode>(name)?.EntriesOf("depends_on").Select(dependency => dependency.Name) ?? []));
    }

    private static bool AddMatches(string pattern, HashSet<string> enabled, List<string> selected)
    {
        bool found = false;
        foreach (string name in enabled)
        {
            if (NamePattern.Matches(pattern, name))
            {
                selected.Add(name);
                found = true;
            }
        }

        return found;
    }
}
