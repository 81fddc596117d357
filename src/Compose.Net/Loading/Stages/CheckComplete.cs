using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Checks that nothing is left empty or missing that must have a value. What is wrong is reported and taken out.</summary>
internal sealed class CheckComplete : ILoadStage
{
    public void Run(LoadContext context) => IsComplete(context.Root!, KeyRules.Tree, context.Diagnostics);

    private static bool IsComplete(MappingNode mapping, PathTree<KeyRule> rules, DiagnosticBag diagnostics)
    {
        HashSet<string>? refused = null;
        for (int i = 0; i < mapping.Count; i++)
        {
            MappingEntry entry = mapping[i];
            if (rules.Find(entry.Name) is { Rule: { } rule } below && !IsComplete(entry, below, rule, diagnostics))
            {
                (refused ??= new HashSet<string>(StringComparer.Ordinal)).Add(entry.Name);
            }
        }

        if (refused is not null)
        {
            mapping.Refuse(refused);
        }

        if (rules.Rule is not { Required: { } required } own || mapping.Contains(required) || mapping.IsRefused(required))
        {
            return true;
        }

        diagnostics.Error(DiagnosticCodes.MissingKey, FormMessages.Missing(own), mapping.Span);
        return false;
    }

    private static bool IsComplete(MappingEntry entry, PathTree<KeyRule> rules, KeyRule rule, DiagnosticBag diagnostics)
    {
        switch (entry.Value)
        {
            case MappingNode below:
                return IsComplete(below, rules, diagnostics);
            case ScalarNode { IsNull: true } when !rule.Forms.HasFlag(Forms.Null):
                diagnostics.Error(DiagnosticCodes.WrongForm, FormMessages.Of(entry.Name, isItem: false, rule.Forms, entry.Value), entry.Value.Span);
                return false;
            default:
                return true;
        }
    }
}
