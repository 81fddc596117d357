using System.Collections.Immutable;
using Compose.Net.Cli.Terminals;

namespace Compose.Net.Cli;

/// <summary>What a command works with, so that it can run in a test as on a terminal.</summary>
internal sealed record ToolContext
{
    /// <summary>Takes results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes messages and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Opens standard output as bytes, for what comes bit by bit. Writing throws where nobody reads any more.</summary>
    public Func<Stream> OpenOutput { get; init; } = StandardStreams.OpenOutput;

    /// <summary>Whether standard input is a terminal.</summary>
    public bool InputIsTerminal { get; init; }

    /// <summary>Opens standard input as bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = StandardStreams.OpenInput;

    /// <summary>Opens standard error as bytes.</summary>
    public Func<Stream> OpenError { get; init; } = StandardStreams.OpenError;

    /// <summary>The terminal; null where none can be lent to a process.</summary>
    public ITerminal? Terminal { get; init; }

    /// <summary>Whether somebody sits at a terminal: keys come from it, and what is written appears on it.</summary>
    public bool HasTerminal => Terminal is not null && InputIsTerminal && OutputIsTerminal;

    /// <summary>Returns what a second signal to end the tool cancels; who asks for it keeps that signal from ending the process.</summary>
    public Func<CancellationToken> UseSecondInterrupt { get; init; } = () => CancellationToken.None;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Asks a question that is answered with yes or no; null where nobody is there to answer.</summary>
    public Func<string, CancellationToken, Task<bool>>? AskAsync { get; init; }

    /// <summary>Whether the process runs nothing but this command.</summary>
    public bool OwnsProcess { get; init; }

    /// <summary>Returns an environment variable, or null.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Loads compose files.</summary>
    public Func<ImmutableArray<string>, ComposeFileOptions, CancellationToken, Task<ComposeFileResult>> LoadAsync { get; init; } = ComposeFile.TryLoadAsync;

    /// <summary>Merges compose files without putting variables in.</summary>
    public Func<ImmutableArray<string>, ComposeFileOptions, CancellationToken, Task<MergedComposeFile>> MergeAsync { get; init; } = ComposeFile.MergeAsync;

    /// <summary>Connects to the engine.</summary>
    public Func<ComposeClientOptions, CancellationToken, Task<ComposeClient>> ConnectAsync { get; init; } = ComposeClient.ConnectAsync;
}
