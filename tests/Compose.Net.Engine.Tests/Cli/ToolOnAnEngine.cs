using System.Text;
using Compose.Net.Cli;
using Compose.Net.Model;
using Xunit;

namespace Compose.Net.Engine.Tests.Cli;

/// <summary>Runs the tool in this process against the engine under test, with a project that is built in code.</summary>
internal sealed class ToolOnAnEngine(string endpoint, ComposeProject project)
{
    /// <summary>What the next command reads.</summary>
    public byte[] Input { get; set; } = [];

    /// <summary>Whether whoever reads what the tool writes goes away before anything comes.</summary>
    public bool ReaderGoes { get; set; }

    /// <summary>Runs one command line and returns its exit code and what it wrote.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var outputBytes = new MemoryStream();
        using var errorBytes = new MemoryStream();
        var output = new StringBuilder();
        var error = new StringBuilder();
        var tool = new ToolContext
        {
            Output = new StringWriter(output) { NewLine = "\n" },
            Error = TextWriter.Synchronized(new StringWriter(error) { NewLine = "\n" }),
            OpenInput = () => new MemoryStream(Input),
            OpenOutput = () => ReaderGoes ? new BrokenPipe() : new Unclosable(outputBytes),
            OpenError = () => new Unclosable(errorBytes),
            LoadAsync = (_, _, _) => Task.FromResult(new ComposeFileResult(project, [])),
            ConnectAsync = (options, token) => ComposeClient.ConnectAsync(options with { Endpoint = endpoint }, token),
        };
        int exitCode = await Tool.RunAsync(arguments, tool, TestContext.Current.CancellationToken);
        return (exitCode, output + Encoding.UTF8.GetString(outputBytes.ToArray()), error + Encoding.UTF8.GetString(errorBytes.ToArray()));
    }

    /// <summary>A stream that nobody reads any more.</summary>
    private sealed class BrokenPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Broken pipe");
    }

    /// <summary>A stream that others may close and that can be looked at all the same.</summary>
    private sealed class Unclosable(MemoryStream stream) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => stream.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => stream.Write(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => stream.WriteAsync(buffer, cancellationToken);
    }
}
