using System.Collections.Immutable;

namespace Compose.Net.Graph;

/// <summary>A service of a bus diagram: a box with a horizontal line to the networks that it is on.</summary>
/// <param name="Lines">The box's text.</param>
/// <param name="Ports">The published ports, written on the side of the host.</param>
/// <param name="Joints">Where it is plugged in, from left to right.</param>
/// <param name="Y">The line's place, in pixels from the top.</param>
/// <param name="Height">The row's height, in pixels.</param>
internal sealed record BusRow(ImmutableArray<string> Lines, ImmutableArray<string> Ports, ImmutableArray<BusJoint> Joints, int Y, int Height);
