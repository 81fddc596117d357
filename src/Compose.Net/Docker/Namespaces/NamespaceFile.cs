using System.Globalization;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Compose.Net.Docker.Namespaces;

/// <summary>The one door to Linux's network namespaces: the file by which the kernel shows a process's network.</summary>
internal sealed class NamespaceFile : IDisposable
{
    private const int NetworkNamespaces = 0x40000000; // CLONE_NEWNET

    private readonly SafeFileHandle _file;

    private NamespaceFile(SafeFileHandle file)
    {
        _file = file;
    }

    /// <summary>Opens the network of a container's process; null where there is none here: another system, another machine, or not enough rights.</summary>
    /// <param name="processId">The process as the engine numbers it.</param>
    /// <param name="container">The container's id, which must be among the process's control groups: the engine may count the processes of another machine.</param>
    public static NamespaceFile? Open(long processId, string container)
    {
        if (!OperatingSystem.IsLinux() || processId <= 0)
        {
            return null;
        }

        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        try
        {
            if (!File.ReadAllText($"{folder}/cgroup").Contains(container, StringComparison.Ordinal))
            {
                return null;
            }

            var file = new NamespaceFile(File.OpenHandle($"{folder}/ns/net"));
            try
            {
                file.OpenSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp).Dispose();
                return file;
            }
            catch (SocketException)
            {
                file.Dispose();
                return null;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes a socket inside the namespace. It stays there, whoever uses it.</summary>
    /// <exception cref="SocketException">This process may not enter it.</exception>
    public Socket OpenSocket(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        Socket? socket = null;
        ExceptionDispatchInfo? failure = null;

        // A thread that has entered must not go back to work for others, so it is one of its own, and ends.
        var thread = new Thread(() =>
        {
            try
            {
                if (SetNamespace(_file.DangerousGetHandle().ToInt32(), NetworkNamespaces) != 0)
                {
                    throw new SocketException((int)SocketError.AccessDenied);
                }

                socket = new Socket(family, type, protocol);
            }
            catch (SocketException exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return socket!; // Without a failure it was made.
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNamespace(int file, int kind);
}
