using Compose.Net.Diagnostics;

namespace Compose.Net.Model;

/// <summary>Knows where the parts of a project stand in its files.</summary>
internal interface IProjectPlaces
{
    /// <summary>The place of the value at a path such as <c>services</c>, <c>web</c>, <c>image</c>; where that is not there, of what it would stand in. Null where no file has any of it.</summary>
    SourceSpan? Find(ReadOnlySpan<string> path);
}
