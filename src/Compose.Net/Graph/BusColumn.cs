using System.Collections.Immutable;

namespace Compose.Net.Graph;

/// <summary>A network of a bus diagram: a vertical line with a head.</summary>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Lines">The head's text.</param>
/// <param name="X">The line's place, in pixels from the left.</param>
/// <param name="Width">The room that it has for what is written beside it, in pixels.</param>
internal sealed record BusColumn(DrawnNodeKind Kind, ImmutableArray<string> Lines, int X, int Width);
