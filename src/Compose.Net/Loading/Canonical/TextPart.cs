namespace Compose.Net.Loading.Canonical;

/// <summary>What a canonical form looks at in a text.</summary>
internal enum TextPart
{
    /// <summary>All of it.</summary>
    All,

    /// <summary>The name in front of <c>=</c>, or the whole text where there is none.</summary>
    Name,

    /// <summary>Nothing: the text only gets another place.</summary>
    None,
}
