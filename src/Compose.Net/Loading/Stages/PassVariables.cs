using Compose.Net.Loading.Values;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Gives variables, and arguments of builds, without a value the one of the environment; an included file has its own. What is
/// not set there stays without. What secrets and configs take from variables is noted beside the document, for nobody prints it.
/// </summary>
internal sealed class PassVariables : ILoadStage
{
    public void Run(LoadContext context)
    {
        Note("secrets", context);
        Note("configs", context);
        foreach (MappingEntry service in context.Section("services").Entries)
        {
            if (service.Value is not MappingNode definition)
            {
                continue;
            }

            if (definition.Get<MappingNode>("environment") is { } environment)
            {
                Pass(environment, context.Variables);
            }

            if (definition.Get<MappingNode>("build")?.Get<MappingNode>("args") is { } args)
            {
                Pass(args, context.Variables);
            }
        }
    }

    private static void Note(string section, LoadContext context)
    {
        foreach (MappingEntry grant in context.Section(section).Entries)
        {
            if ((grant.Value as MappingNode)?.Get<ScalarNode>("environment") is { IsNull: false } variable && context.Variables.TryFind(variable.Text, out string? value))
            {
                context.GrantValues.TryAdd((section, grant.Name, variable.Text), value);
            }
        }
    }

    private static void Pass(MappingNode environment, Dictionary<string, string> variables)
    {
        for (int i = 0; i < environment.Count; i++)
        {
            if (environment[i].Value is ScalarNode { IsNull: true } && variables.TryFind(environment[i].Name, out string? value))
            {
                environment.SetValue(i, new ScalarNode(environment[i].Value.Span, value));
            }
        }
    }
}
