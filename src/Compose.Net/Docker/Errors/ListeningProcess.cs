using System.Globalization;

namespace Compose.Net.Docker.Errors;

/// <summary>Finds the process on this machine that listens on a port, from what Linux tells about sockets and open files.</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    private static readonly string[] Tables = ["tcp", "tcp6"];

    /// <summary>Returns for example <c>process "nginx" (pid 812)</c>; null where none is found, or may not be looked at.</summary>
    public static string? On(int port, string proc = "/proc")
    {
        HashSet<string> sockets = [.. Tables.SelectMany(table => Sockets(Path.Join(proc, "net", table), port))];
        if (sockets.Count == 0)
            return null;

        foreach (string process in Directory.EnumerateDirectories(proc).Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit)))
        {
            if (Holds(process, sockets))
                return $"process \"{Read(Path.Join(process, "comm")).Trim()}\" (pid {Path.GetFileName(process)})";
        }

        return null;
    }

    // Address and port in hexadecimal in the second column, the state in the fourth, the inode in the tenth.
    private static IEnumerable<string> Sockets(string table, int port)
    {
        string suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return from line in Read(table).Split('\n').Skip(1)
               let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && columns[3] == Listening
               select $"socket:[{columns[9]}]";
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Join(process, "fd")).Any(file => File.ResolveLinkTarget(file, returnFinalTarget: false) is { } target && sockets.Contains(target.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended, or it is another user's.
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
