namespace Compose.Net.Cli.Output;

/// <summary>Tells a disk without room from a reader who has gone: both end writing.</summary>
internal static class FullDisk
{
    private const int LinuxNoSpace = 28;
    private const int LinuxQuota = 122;
    private const int WindowsDiskFull = 112;

    /// <summary>Whether that is why writing failed.</summary>
    public static bool Explains(IOException exception) => (exception.HResult & 0xFFFF) is LinuxNoSpace or LinuxQuota or WindowsDiskFull;
}
