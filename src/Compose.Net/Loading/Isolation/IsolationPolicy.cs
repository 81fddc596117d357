using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Isolation;

/// <summary>What one file's <c>x-isolation</c> demands of the project's networks.</summary>
internal sealed record IsolationPolicy
{
    public const string Key = "x-isolation";

    private static readonly string[] Keys = ["deny", "allow-only", "loopback-ports", "edges"];

    /// <summary>Pairs of which the first must not reach the second.</summary>
    public ImmutableArray<IsolationRule> Deny { get; private init; } = [];

    /// <summary>The only pairs that may talk; null where all others may as well.</summary>
    public ImmutableArray<IsolationRule>? AllowOnly { get; private init; }

    /// <summary>Whether ports may be published on the host's own addresses only.</summary>
    public bool LoopbackPorts { get; private init; }

    /// <summary>Whether each dependency gets a network of its own in place of the default network.</summary>
    public bool Edges { get; private init; }

    /// <summary>Where the whole of it stands, and where its list of allowed pairs does.</summary>
    public SourceSpan Place { get; private init; }

    /// <summary>Reads a policy; null where it says nothing, or nothing that can be understood.</summary>
    public static IsolationPolicy? Read(MappingEntry entry, DiagnosticBag diagnostics)
    {
        if (entry.Value is ScalarNode { IsNull: true })
        {
            return null;
        }

        if (entry.Value is not MappingNode policy)
        {
            diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"\"{Key}\" must be a mapping with {Either(Keys)}.", entry.Value.Span);
            return null;
        }

        foreach (MappingEntry unknown in policy.Entries.Where(each => !Keys.Contains(each.Name, StringComparer.Ordinal)))
        {
            diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"\"{unknown.Name}\" is not a key of {Key}.{Suggestion.For(unknown.Name, Keys)} Use {Either(Keys)}.", unknown.Key.Span);
        }

        return new IsolationPolicy
        {
            Deny = Rules(policy, "deny", diagnostics) ?? [],
            AllowOnly = Rules(policy, "allow-only", diagnostics),
            LoopbackPorts = Flag(policy, "loopback-ports", diagnostics),
            Edges = Flag(policy, "edges", diagnostics),
            Place = policy.TryGetEntry("allow-only", out MappingEntry allowed) ? allowed.Key.Span : entry.Key.Span,
        };
    }

    private static ImmutableArray<IsolationRule>? Rules(MappingNode policy, string key, DiagnosticBag diagnostics)
    {
        if (!policy.TryGet(key, out Node? value))
        {
            return null;
        }

        if (value is not SequenceNode list)
        {
            diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"\"{key}\" must be a list of pairs, such as \"front -> db\".", value.Span);
            return null;
        }

        ImmutableArray<IsolationRule>.Builder rules = ImmutableArray.CreateBuilder<IsolationRule>(list.Items.Count);
        foreach (Node item in list.Items)
        {
            if (item is ScalarNode text && IsolationRule.Parse(text) is { } rule)
            {
                rules.Add(rule);
                if (rule.From == rule.To && rule.From != IsolationRule.Every)
                {
                    diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"\"{rule.From}\" always reaches itself. Name two services, or remove the pair.", item.Span);
                }
            }
            else
            {
                diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"This is no pair of services. Write two names with an arrow between, such as \"front -> db\"; \"{IsolationRule.Every}\" stands for every service.", item.Span);
            }
        }

        return rules.ToImmutable();
    }

    private static bool Flag(MappingNode policy, string key, DiagnosticBag diagnostics)
    {
        if (!policy.TryGet(key, out Node? value))
        {
            return false;
        }

        if (value is ScalarNode { Kind: ScalarKind.Boolean } flag)
        {
            return ScalarText.Typed(flag) == "true";
        }

        diagnostics.Error(DiagnosticCodes.InvalidIsolation, $"\"{key}\" must be true or false.", value.Span);
        return false;
    }

    private static string Either(string[] words) => $"{string.Join(", ", words[..^1].Select(word => $"\"{word}\""))} or \"{words[^1]}\"";
}
