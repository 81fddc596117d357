namespace Compose.Net.Syntax;

/// <summary>What a scalar means, by the core schema and the older forms that compose files still use.</summary>
internal enum ScalarKind
{
    Text,
    Null,
    Boolean,
    Integer,
    Number,
    Timestamp,
}
