namespace Compose.Net.Loading.Rules;

/// <summary>What text is read as at a path, once variables are put in.</summary>
internal enum CastKind
{
    Integer,
    Number,
    Boolean,
}
