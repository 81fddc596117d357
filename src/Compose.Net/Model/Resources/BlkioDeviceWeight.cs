namespace Compose.Net.Model;

/// <summary>The weight of a container on one block device.</summary>
/// <param name="Path">The device, for example <c>/dev/sda</c>.</param>
/// <param name="Weight">The weight against other containers, 10 to 1000; 0 is none.</param>
public sealed record BlkioDeviceWeight(string Path, int Weight);
