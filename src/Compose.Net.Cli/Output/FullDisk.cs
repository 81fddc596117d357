namespace Compose.Net.Cli.Output;

/// <summary>Tells a disk without room from a reader who has gone: both end writing.</summary>
internal static class FullDisk
{
    // ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL; ENOSPC and EDQUOT, the latter as Linux and as macOS number it.
    private static readonly int[] Codes = OperatingSystem.IsWindows() ? [39, 112] : OperatingSystem.IsMacOS() ? [28, 69] : [28, 122];

    /// <summary>Whether that is why writing failed.</summary>
    public static bool Explains(IOException exception) => Codes.Contains(exception.HResult & 0xFFFF);
}
