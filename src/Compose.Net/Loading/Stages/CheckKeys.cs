using Compose.Net.Diagnostics;
using Compose.Net.Loading.Rules;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>
/// Checks every key and the form of every value against <see cref="KeyRules"/>. What is wrong is reported and taken out, so
/// that the later stages see well-formed values only. What is missing or empty may stand in another document: that is left to
/// <see cref="CheckComplete"/>, but for the items of lists, which are never merged.
/// </summary>
internal sealed class CheckKeys : ILoadStage
{
    public void Run(LoadContext context)
    {
        foreach (LoadDocument document in context.Documents)
        {
            MisplacedKeys.Refuse(document.Root, context.Diagnostics);
            CheckMapping(document.Root, KeyRules.Tree, ValueRules.Tree, KeyRules.Tree.Rule!, isItem: false, context);
        }
    }

    private static bool Check(Node node, string name, PathTree<KeyRule> rules, PathTree<ValueRule>? values, bool isItem, bool ofList, LoadContext context)
    {
        KeyRule rule = rules.Rule!;
        Forms form = FormOf(node);
        if (form == Forms.Null && !isItem)
        {
            return true;
        }

        if ((rule.Forms & form) == 0 && !OpenText.Holds(context, node))
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongForm, FormMessages.Of(name, ofList, rule.Forms, node, values?.Rule), node.Span);
            return false;
        }

        switch (node)
        {
            case MappingNode mapping:
                return CheckMapping(mapping, rules, values, rule, isItem, context);
            case SequenceNode sequence:
                CheckSequence(sequence, name, rules, values, rule, context);
                return true;
            default:
                return true;
        }
    }

    private static bool CheckMapping(MappingNode mapping, PathTree<KeyRule> rules, PathTree<ValueRule>? values, KeyRule rule, bool isItem, LoadContext context)
    {
        bool complete = !isItem || rule.Required is null || mapping.Contains(rule.Required);
        if (!complete)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, FormMessages.Missing(rule), mapping.Span);
        }

        HashSet<string>? refused = null;
        for (int i = 0; i < mapping.Count; i++)
        {
            MappingEntry entry = mapping[i];
            PathTree<KeyRule>? below = rules.Find(entry.Name);
            string? meant = null;
            bool kept = below is null ? IsExtension(entry.Name, rules, rule) || Unknown(entry, rules, rule, context, out meant)
                : IsName(entry, rule, context) & Check(entry.Value, entry.Name, below, values?.Find(entry.Name), isItem, ofList: false, context);
            if (!kept)
            {
                (refused ??= new HashSet<string>(StringComparer.Ordinal)).Add(entry.Name);
                if (meant is not null && !mapping.Contains(meant))
                {
                    // What the user seems to have meant is not missed too.
                    refused.Add(meant);
                }
            }
        }

        if (refused is not null)
        {
            mapping.Refuse(refused);
        }

        return complete;
    }

    private static void CheckSequence(SequenceNode sequence, string name, PathTree<KeyRule> rules, PathTree<ValueRule>? values, KeyRule rule, LoadContext context)
    {
        int kept = 0;
        List<Node> items = sequence.Items;
        HashSet<string>? seen = rule.UniqueItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (int i = 0; i < items.Count; i++)
        {
            Node item = items[i];
            if (!Check(item, name, rules.Item!, values?.Item, isItem: true, ofList: true, context))
            {
                continue;
            }

            if (seen is not null && item is ScalarNode scalar && !seen.Add(scalar.Text))
            {
                context.Diagnostics.Error(DiagnosticCodes.DuplicateItem, $"\"{scalar.Text}\" is in the list \"{name}\" twice. Remove one of them.", item.Span);
                continue;
            }

            items[kept++] = item;
        }

        items.RemoveRange(kept, items.Count - kept);
    }

    // Where keys are names of the user's choice, a name that starts with x- is a name like any other.
    private static bool IsExtension(string key, PathTree<KeyRule> rules, KeyRule rule) =>
        rule.Extensions && rules.AnyKey is null && key.StartsWith("x-", StringComparison.Ordinal);

    private static bool Unknown(MappingEntry entry, PathTree<KeyRule> rules, KeyRule rule, LoadContext context, out string? nearest)
    {
        DiagnosticSeverity severity = rule.OthersIgnored ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        nearest = context.Diagnostics.IsFull(severity) ? null : Suggestion.Nearest(entry.Name, rules.Keys);
        if (rule.OthersIgnored)
        {
            string guess = nearest is null ? "Remove it." : $"Did you mean \"{nearest}\"?";
            context.Diagnostics.Warning(DiagnosticCodes.UnknownKey, $"\"{entry.Name}\" is not a key of {rule.Of} and is ignored. {guess}", entry.Key.Span);
            return false;
        }

        string hint = nearest is not null ? $"Did you mean \"{nearest}\"?"
            : IsService(entry, rules) ? "If it is a service, put it under \"services:\"."
            : rule.Extensions ? "Remove it, or start it with \"x-\" if it is a note of your own."
            : "Remove it.";
        context.Diagnostics.Error(DiagnosticCodes.UnknownKey, $"\"{entry.Name}\" is not a key of {rule.Of}. {hint}", entry.Key.Span);
        return false;
    }

    // At the top of a file, as the first format of compose files had them.
    private static bool IsService(MappingEntry entry, PathTree<KeyRule> rules) =>
        ReferenceEquals(rules, KeyRules.Tree) && entry.Value is MappingNode value && (value.Contains("image") || value.Contains("build"));

    private static bool IsName(MappingEntry entry, KeyRule rule, LoadContext context)
    {
        if (!rule.PlainNames || (entry.Name.Length > 0 && entry.Name.AsSpan().IndexOfAnyExcept(FormMessages.NameCharacters) < 0))
        {
            return true;
        }

        context.Diagnostics.Error(
            DiagnosticCodes.InvalidName,
            $"The name \"{entry.Name}\" cannot be used in {rule.Of}. Use letters, digits, \".\", \"_\" and \"-\".",
            entry.Key.Span);
        return false;
    }

    private static Forms FormOf(Node node) => node switch
    {
        MappingNode => Forms.Map,
        SequenceNode => Forms.List,
        ScalarNode scalar => scalar.Kind switch
        {
            ScalarKind.Null => Forms.Null,
            ScalarKind.Boolean => Forms.Flag,
            ScalarKind.Integer => Forms.Integer,
            ScalarKind.Number => Forms.Number,
            ScalarKind.Timestamp => Forms.Timestamp,
            _ => Forms.Text,
        },
        _ => Forms.None,
    };
}
