using System.Buffers;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>Says which form a value should have, and which it has.</summary>
internal static class FormMessages
{
    public static SearchValues<char> NameCharacters { get; } =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    private static readonly (Forms Form, string Words)[] Names =
    [
        (Forms.Text, "text"),
        (Forms.Integer, "a whole number"),
        (Forms.Number, "a number"),
        (Forms.Flag, "true or false"),
        (Forms.List, "a list"),
        (Forms.Map, "a mapping"),
        (Forms.Null, "empty"),
    ];

    /// <summary>Says what is wrong, and where the way out is plain, what to write.</summary>
    /// <param name="name">The key, or that of the list.</param>
    /// <param name="isItem">Whether the value is an item of a list.</param>
    /// <param name="wanted">What it may be.</param>
    /// <param name="node">What it is.</param>
    /// <param name="value">What a text there may say; null where nothing is known of it.</param>
    /// <param name="wayOut">What to write in place of a text; null where nothing is known.</param>
    public static string Of(string name, bool isItem, Forms wanted, Node node, ValueRule? value = null, string? wayOut = null)
    {
        string must = $"{(isItem ? "An item of " : "")}\"{name}\" must be {Wanted(wanted)}";
        return node switch
        {
            ScalarNode { Kind: ScalarKind.Null } when isItem => $"An item of \"{name}\" is empty; it must be {Wanted(wanted)}. Give it a value, or remove it.",
            ScalarNode { Kind: ScalarKind.Null } => $"\"{name}\" is empty; it must be {Wanted(wanted)}. Give it a value, or remove it.",
            ScalarNode scalar when wanted.HasFlag(Forms.Text) && (wanted & (Forms.Integer | Forms.Number)) == 0 && value?.Problem(scalar.Text) is { } problem => $"{must}, but {scalar.Text} is {Kind(scalar)} to YAML, and as text it would not do: {problem}",
            ScalarNode scalar when wanted.HasFlag(Forms.Text) => $"{must}, but {scalar.Text} is {Kind(scalar)} to YAML. Put it in quotes: \"{scalar.Text}\".",
            ScalarNode scalar => $"{must}, but \"{scalar.Text}\" is {Kind(scalar)}.{InPlaceOf(scalar, wanted, wayOut)}",
            SequenceNode list => $"{must}, but it is a list.{InPlaceOf(list, wanted)}",
            MappingNode mapping => $"{must}, but it is a mapping.{InPlaceOf(mapping, isItem, wanted)}",
            _ => $"{must}.",
        };
    }

    /// <summary>Says that a mapping lacks the key that it must have.</summary>
    public static string Missing(KeyRule rule) => $"The key \"{rule.Required}\" is missing: {rule.Of} must have it.";

    /// <summary>What a value is, for a reader.</summary>
    public static string KindOf(Node node) => node switch
    {
        ScalarNode scalar => Kind(scalar),
        SequenceNode => "a list",
        _ => "a mapping",
    };

    private static string InPlaceOf(ScalarNode text, Forms wanted, string? wayOut)
    {
        if (wanted.HasFlag(Forms.List))
        {
            return " Put it on a line of its own, with \"- \" in front.";
        }

        int colon = text.Text.IndexOf(':', StringComparison.Ordinal);
        return (wanted & ~Forms.Null) == Forms.Map && colon > 0 && colon < text.Text.Length - 1 ? $" Write a space behind the colon: \"{text.Text[..colon]}: {text.Text[(colon + 1)..]}\"."
            : wayOut is null ? "" : $" {wayOut}";
    }

    private static string InPlaceOf(SequenceNode list, Forms wanted) =>
        wanted.HasFlag(Forms.Map) && list.Items is [ScalarNode { Text.Length: > 0 } first, ..] && !first.Text.Contains(' ', StringComparison.Ordinal)
            ? $" Write \"{first.Text}:\" in place of \"- {first.Text}\"."
            : "";

    private static string InPlaceOf(MappingNode mapping, bool isItem, Forms wanted) =>
        isItem && wanted.HasFlag(Forms.Text) && mapping.Count == 1 && mapping[0].Value is ScalarNode value
            ? $" Write \"{mapping[0].Name}={value.Text}\" if it is a name with a value, or put the text in quotes."
            : "";

    private static string Wanted(Forms wanted)
    {
        var words = new List<string>();
        foreach ((Forms form, string name) in Names)
        {
            if (wanted.HasFlag(form))
            {
                words.Add(name);
            }
        }

        return words.Count == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";
    }

    private static string Kind(ScalarNode scalar) => scalar.Kind switch
    {
        ScalarKind.Boolean => "a truth value",
        ScalarKind.Integer => "a whole number",
        ScalarKind.Number => "a number",
        ScalarKind.Timestamp => "a date",
        _ => "text",
    };
}
