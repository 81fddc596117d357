namespace Compose.Net.Model;

/// <summary>A device of the host that a container can use.</summary>
/// <param name="Source">The path on the host, for example <c>/dev/ttyUSB0</c>, or the name of a CDI device, for example <c>vendor.com/gpu=0</c>.</param>
/// <param name="Target">The path inside the container; for a CDI device the same name again.</param>
public sealed record DeviceMapping(string Source, string Target)
{
    /// <summary>What is allowed: <c>r</c> reading, <c>w</c> writing, <c>m</c> making device files. Null allows all three.</summary>
    public string? Permissions { get; init; }
}
