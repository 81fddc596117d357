using System.Diagnostics;
using Compose.Net.Tests.Support;

namespace Compose.Net.Engine.Tests.Support;

/// <summary>The scripts of tests/engine, which start engines of the tests' own, and the programs of the machine that go with them.</summary>
internal static class EngineScript
{
    // What describes the engine under test must not reach another one.
    private static readonly string[] Described = ["ENGINE_DIR", "ENGINE_SOCKET", "ENGINE_SUITE", "ENGINE_NETNS", "ENGINE_POOLS", "ENGINE_ARGS", "ENGINE_IMAGE"];

    /// <summary>Runs a script and returns what it wrote. Throws when it fails.</summary>
    public static Task<string> RunAsync(string script, string[] arguments, params (string Name, string Value)[] environment) =>
        RunProgramAsync("bash", [SourceTree.At($"tests/engine/{script}"), .. arguments], environment);

    /// <summary>Runs a program and returns what it wrote. Throws when it fails.</summary>
    public static async Task<string> RunProgramAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in Described)
            start.Environment.Remove(name);
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
    }
}
