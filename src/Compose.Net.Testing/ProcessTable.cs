using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Compose.Net.Testing;

/// <summary>The processes of this machine, as far as this one sees them.</summary>
internal static class ProcessTable
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";
    private const int StartInStatus = 19; // Counted behind the process's name, which may hold anything.

    /// <summary>What this process shares with all those that it can judge, without a space.</summary>
    public static string Place { get; } = (File.Exists(BootId)
        ? File.ReadAllText(BootId).Trim() + "/" + new FileInfo("/proc/self/ns/pid").LinkTarget
        : Environment.MachineName).Replace(' ', '-');

    /// <summary>What stands for the beginning of a process that is there, and does not show it because it is somebody else's.</summary>
    public const string Hidden = "hidden";

    /// <summary>When a process began, without a space; null where there is none of that id.</summary>
    public static string? StartOf(int processId)
    {
        try
        {
            return File.Exists(BootId) && ReadStatus(processId) is { } status
                ? status[(status.LastIndexOf(')') + 2)..].Split(' ')[StartInStatus]
                : StartOfRunning(processId);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            return Hidden;
        }
    }

    // Where /proc hides the processes of others, it says of one that is there that it is not.
    private static string? ReadStatus(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string StartOfRunning(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        return File.Exists(BootId) ? Hidden : process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
    }
}
