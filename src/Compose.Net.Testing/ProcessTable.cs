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

    /// <summary>When a process began, without a space; null where there is none of that id.</summary>
    public static string? StartOf(int processId)
    {
        try
        {
            string status = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat";
            if (File.Exists(BootId))
            {
                string text = File.ReadAllText(status);
                return text[(text.LastIndexOf(')') + 2)..].Split(' ')[StartInStatus];
            }

            using Process process = Process.GetProcessById(processId);
            return process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            return "unknown"; // It is there, and somebody else's.
        }
    }
}
