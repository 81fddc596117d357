using Microsoft.Win32.SafeHandles;

namespace Compose.Net.Cli.Terminals;

/// <summary>
/// The process's own streams as bytes. Pipes and terminals straight from their descriptors on Unix: the framework's console edits
/// lines of input by itself, and does not tell when nobody reads its output any more. Files through the console, which goes on
/// where the last program stopped, and leaves off where the next one goes on.
/// </summary>
internal static class StandardStreams
{
    public static Stream OpenInput() => Open(0, FileAccess.Read) ?? Console.OpenStandardInput();

    public static Stream OpenOutput() => Open(1, FileAccess.Write) ?? Console.OpenStandardOutput();

    public static Stream OpenError() => Open(2, FileAccess.Write) ?? Console.OpenStandardError();

    private static FileStream? Open(int descriptor, FileAccess access)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var stream = new FileStream(new SafeFileHandle(descriptor, ownsHandle: false), access, bufferSize: 0);
        if (!stream.CanSeek)
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }
}
