using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A request for devices by what they can do. Without a <see cref="Count"/> and without <see cref="DeviceIds"/>, all of them are asked for.</summary>
public sealed record DeviceRequest
{
    /// <summary>What the devices must be able to do, for example <c>gpu</c>.</summary>
    public required ImmutableArray<string> Capabilities { get; init => field = Ordinal.List(value); }

    /// <summary>The driver, for example <c>nvidia</c>. Null leaves the choice to the engine.</summary>
    public string? Driver { get; init; }

    /// <summary>How many devices; -1 asks for all. Null where <see cref="DeviceIds"/> names them.</summary>
    public int? Count { get; init; }

    /// <summary>The devices, by the ids that their driver gives them.</summary>
    public ImmutableArray<string> DeviceIds { get; init => field = Ordinal.List(value); } = [];

    /// <summary>The driver's options.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();
}
