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
            CheckMapping(document.Root, RulesHere.Root, isItem: false, context);
        }
    }

    private static bool Check(Node node, string name, RulesHere here, bool isItem, bool ofList, LoadContext context)
    {
        KeyRule rule = here.Rule;
        Forms form = FormOf(node);
        if (form == Forms.Null && !isItem)
        {
            return true;
        }

        if ((rule.Forms & form) == 0 && !IsOpen(node, rule, context))
        {
            context.Diagnostics.Error(DiagnosticCodes.WrongForm, FormMessages.Of(name, ofList, rule.Forms, node, here.Value, here.WayOut), node.Span);
            return false;
        }

        switch (node)
        {
            case MappingNode mapping:
                return CheckMapping(mapping, here, isItem, context);
            case SequenceNode sequence:
                CheckSequence(sequence, name, here, context);
                return true;
            default:
                return true;
        }
    }

    // A variable may stand for a value that is written in one word, not for a list or a mapping.
    private static bool IsOpen(Node node, KeyRule rule, LoadContext context) =>
        node is ScalarNode && (rule.Forms & (Forms.Text | Forms.Flag | Forms.Integer | Forms.Number)) != 0 && OpenText.Holds(context, node);

    private static bool CheckMapping(MappingNode mapping, RulesHere here, bool isItem, LoadContext context)
    {
        KeyRule rule = here.Rule;
        bool complete = !isItem || rule.Required is null || mapping.Contains(rule.Required);
        if (!complete)
        {
            context.Diagnostics.Error(DiagnosticCodes.MissingKey, FormMessages.Missing(rule), mapping.Span);
        }

        HashSet<string>? refused = null;
        for (int i = 0; i < mapping.Count; i++)
        {
            MappingEntry entry = mapping[i];
            RulesHere? below = here.Find(entry.Name);
            string? meant = null;
            bool kept = below is null ? IsExtension(entry.Name, here.Keys, rule) || Unknown(entry, here, context, out meant)
                : IsName(entry, rule, context) & Check(entry.Value, entry.Name, below.Value, isItem, ofList: false, context);
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

    private static void CheckSequence(SequenceNode sequence, string name, RulesHere here, LoadContext context)
    {
        KeyRule rule = here.Rule;
        int kept = 0;
        List<Node> items = sequence.Items;
        HashSet<string>? seen = rule.UniqueItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (int i = 0; i < items.Count; i++)
        {
            Node item = items[i];
            if (!Check(item, name, here.Item, isItem: true, ofList: true, context))
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

    private static bool Unknown(MappingEntry entry, RulesHere here, LoadContext context, out string? nearest)
    {
        KeyRule rule = here.Rule;
        DiagnosticSeverity severity = rule.OthersIgnored ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
        nearest = context.Diagnostics.IsFull(severity) ? null : Suggestion.Nearest(entry.Name, here.Keys.Keys);
        if (rule.OthersIgnored)
        {
            string guess = nearest is null ? "Remove it." : $"Did you mean \"{nearest}\"?";
            context.Diagnostics.Warning(DiagnosticCodes.UnknownKey, $"\"{entry.Name}\" is not a key of {rule.Of} and is ignored. {guess}", entry.Key.Span);
            return false;
        }

        string? wayOut = here.WayOutOf(entry.Name);
        nearest = wayOut is null ? nearest : null;
        string hint = wayOut ?? (nearest is not null ? $"Did you mean \"{nearest}\"?"
            : IsService(entry, here.Keys) ? "If it is a service, put it under \"services:\"."
            : rule.Extensions ? "Remove it, or start it with \"x-\" if it is a note of your own."
            : "Remove it.");
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

    /// <summary>What is known of the place where the walk is.</summary>
    private readonly record struct RulesHere(PathTree<KeyRule> Keys, PathTree<ValueRule>? Values, PathTree<string>? WaysOut)
    {
        public static RulesHere Root { get; } = new(KeyRules.Tree, ValueRules.Tree, Rules.WaysOut.Tree);

        public KeyRule Rule => Keys.Rule!; // Every path that is known has one.

        public ValueRule? Value => Values?.Rule;

        public string? WayOut => WaysOut?.Rule;

        public RulesHere Item => new(Keys.Item!, Values?.Item, WaysOut?.Item); // Where a list is allowed, so are its items.

        public RulesHere? Find(string key) => Keys.Find(key) is { } below ? new(below, Values?.Find(key), WaysOut?.Find(key)) : null;

        public string? WayOutOf(string unknown) => WaysOut?.Find(unknown)?.Rule;
    }
}
