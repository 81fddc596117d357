using System.Diagnostics;
using System.Globalization;

namespace Compose.Net.Benchmarks;

/// <summary>A program that brings compose files up, and how to ask it for its version.</summary>
internal sealed class Contender(string name, string[] program, string versionVerb)
{
    // Says how much memory the largest process below a command took; the package is called "time".
    private const string Time = "/usr/bin/time";

    public string Name => name;

    public string CommandLine => string.Join(' ', program);

    /// <summary>The project that this contender runs: each has one of its own on the same engine.</summary>
    public string Project { get; private init; } = "compose-net-bench-" + name.Split(' ')[0];

    public Sample Version() => Run(versionVerb);

    public Sample Compose(string file, params string[] arguments) => Run(["-f", file, "-p", Project, .. arguments]);

    /// <summary>The same program with another project beside its own.</summary>
    public Contender For(string purpose) => new(name, program, versionVerb) { Project = $"{Project}-{purpose}" };

    /// <summary>Runs the program once, from its start to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message holds what it said.</exception>
    public Sample Run(params string[] arguments) => Run(exitCode: 0, arguments);

    /// <summary>Runs the program once, from its start to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another exit code; the message holds what it said.</exception>
    public Sample Run(int exitCode, params string[] arguments)
    {
        string[] command = [.. program, .. arguments];
        string report = Path.GetTempFileName();
        try
        {
            var start = File.Exists(Time) ? new ProcessStartInfo(Time, ["-f", "%M", "-o", report, .. command]) : new ProcessStartInfo(command[0], command[1..]);
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;

            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(began);

            return process.ExitCode == exitCode
                ? new Sample(elapsed, Kibibytes(report))
                : throw new InvalidOperationException($"\"{string.Join(' ', command)}\" ended with exit code {process.ExitCode}:\n{output}{errors.Result}");
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static long? Kibibytes(string report) =>
        long.TryParse(File.ReadAllText(report).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
