using Compose.Net.Syntax;

namespace Compose.Net.Loading.Rules;

/// <summary>Keys that a mapping at one path has where the file does not give them.</summary>
internal sealed record DefaultRule(params (string Key, string Text, ScalarKind Kind)[] Values)
{
    /// <summary>A key next to which nothing is filled in; null where there is none.</summary>
    public string? Unless { get; init; }
}
