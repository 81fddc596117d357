namespace Compose.Net.Model;

/// <summary>The most that is done on one block device in a second.</summary>
/// <param name="Path">The device, for example <c>/dev/sda</c>.</param>
/// <param name="Rate">Bytes or operations a second; 0 is no limit.</param>
public sealed record BlkioDeviceRate(string Path, long Rate);
