using System.Runtime.InteropServices;

namespace Compose.Net.Cli.Terminals;

/// <summary>A terminal on Unix: the one door to the C library's functions for it.</summary>
internal sealed class UnixTerminal : ITerminal
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Now = 0;
    private const nuint GetWindowSize = 0x5413;

    // No system's structure is larger. What is in it concerns only the C library.
    private const int SettingsSize = 256;

    public (int Columns, int Rows) Size
    {
        get
        {
            // The framework's own answer may be that of before a change.
            ushort[] size = new ushort[4];
            return OperatingSystem.IsLinux() && ioctl(Output, GetWindowSize, size) == 0 && size[0] > 0
                ? (size[1], size[0])
                : (Console.WindowWidth, Console.WindowHeight);
        }
    }

    public IDisposable EnterRawMode()
    {
        byte[] before = new byte[SettingsSize];
        if (tcgetattr(Input, before) != 0)
        {
            return new Restored(() => { });
        }

        byte[] raw = [.. before];
        cfmakeraw(raw);
        _ = tcsetattr(Input, Now, raw);
        return new Restored(() => _ = tcsetattr(Input, Now, before));
    }

    public IDisposable WhenResized(Action resized) =>
        OperatingSystem.IsWindows() ? new Restored(() => { }) : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => resized());

#pragma warning disable IDE1006 // The C library's own names.
#pragma warning disable SYSLIB1054 // Arrays of bytes need no code of their own.
    [DllImport("libc")]
    private static extern int tcgetattr(int descriptor, [In, Out] byte[] settings);

    [DllImport("libc")]
    private static extern int tcsetattr(int descriptor, int when, byte[] settings);

    [DllImport("libc")]
    private static extern void cfmakeraw([In, Out] byte[] settings);

    [DllImport("libc")]
    private static extern int ioctl(int descriptor, nuint request, [In, Out] ushort[] size);
#pragma warning restore SYSLIB1054
#pragma warning restore IDE1006

    private sealed class Restored(Action restore) : IDisposable
    {
        private Action? _restore = restore;

        public void Dispose() => Interlocked.Exchange(ref _restore, null)?.Invoke();
    }
}
