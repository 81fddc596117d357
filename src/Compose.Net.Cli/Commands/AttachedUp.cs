using System.Collections.Immutable;
using System.CommandLine;
using Compose.Net.Cli.Output;
using Compose.Net.Cli.Parsing;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Cli.Commands;

/// <summary>What <c>up</c> does when it stays: shows what the containers write and how they end, and stops them when it is told to.</summary>
internal sealed class AttachedUp
{
    private readonly Option<bool> _abortOnExit = new("--abort-on-container-exit") { Description = "Stop all containers when one of them ends. Not with --detach." };
    private readonly Option<bool> _abortOnFailure = new("--abort-on-container-failure") { Description = "Stop all containers when one of them ends with another exit code than 0. Not with --detach." };
    private readonly Option<string?> _exitCodeFrom = new("--exit-code-from") { HelpName = "SERVICE", Description = "Stop all containers when one of them ends, and end with the exit code of that service's container. Not with --detach." };
    private readonly Option<string[]> _attach = new("--attach") { HelpName = "SERVICE", Description = "Show only what these services write." };
    private readonly Option<bool> _attachDependencies = new("--attach-dependencies") { Description = "Show too what the services write that the named ones depend on." };
    private readonly Option<string[]> _noAttach = new("--no-attach") { HelpName = "SERVICE", Description = "Do not show what these services write." };
    private readonly Option<bool> _noPrefix = new("--no-log-prefix") { Description = "Do not print before each line who wrote it." };
    private readonly Option<bool> _noColour = new("--no-color") { Description = "Print without colours." };
    private readonly Option<bool> _timestamps = new("--timestamps") { Description = "Print before each line when it was written." };

    public void AddTo(Command command)
    {
        command.Add(_abortOnExit);
        command.Add(_abortOnFailure);
        command.Add(_exitCodeFrom);
        command.Add(_attach);
        command.Add(_attachDependencies);
        command.Add(_noAttach);
        command.Add(_noPrefix);
        command.Add(_noColour);
        command.Add(_timestamps);
    }

    /// <summary>Refuses options that contradict each other, and services that they name and that are not brought up, before anything happens.</summary>
    /// <exception cref="ToolException">There are some.</exception>
    public void Check(ParseResult parsed, ComposeProject project)
    {
        ReconcileFlags.Exclude(parsed, _attachDependencies, _attach);
        NamedServices.CheckEnabled(project, [.. parsed.GetValue(_attach) ?? [], .. parsed.GetValue(_exitCodeFrom) is { } service ? new[] { service } : []]);
        NamedServices.Check(project, parsed.GetValue(_noAttach) ?? []);
    }

    /// <summary>Refuses what only an <c>up</c> that stays can do, beside an option that makes it return.</summary>
    /// <exception cref="ToolException">Both are given.</exception>
    public void Exclude(ParseResult parsed, Option<bool> returning) =>
        ReconcileFlags.Exclude(parsed, returning, _abortOnExit, _abortOnFailure, _exitCodeFrom, _attach, _attachDependencies);

    /// <summary>Begins to listen, before anything is started.</summary>
    public async Task<AttachedOutput> ListenAsync(ParseResult parsed, ComposeClient client, ComposeProject project, ImmutableArray<string> services, CancellationToken cancellationToken)
    {
        // Who is to end all, or must end before all is over, is listened to, shown or not.
        IEnumerable<string> heard = services.IsEmpty && !MayAbort(parsed) ? [] : ThoseThatCount(parsed, project, services);
        return await client.AttachAsync(project, [.. Shown(parsed, project, services).Union(heard, StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shows what comes until nothing runs any more, one of them ends all, or somebody interrupts. Returns the exit code.</summary>
    public async Task<int> ShowAsync(ParseResult parsed, ToolContext tool, Messages messages, Func<Task<ComposeClient>> connectAsync, ComposeProject project, ReconcileOptions options, AttachedOutput attached, bool colours, CancellationToken cancellationToken)
    {
        attached.EndWhenNothingRuns(options.Services);
        using var reading = new CancellationTokenSource();
        var stopping = new Stopping(tool, messages, connectAsync, project, options, reading);
        using CancellationTokenRegistration interrupted = cancellationToken.Register(() => stopping.Begin("Stopping; Ctrl-C again kills."));
        var view = new View(this, parsed, project, options.Services, colours, stopping);
        var output = new StreamedText(tool.OpenOutput());
        await using (output.ConfigureAwait(false))
        {
            if (!await output.WriteAsync(attached.ReadAllAsync(reading.Token), view.Write).ConfigureAwait(false))
                stopping.Begin(output.Failure is null ? "Nobody reads what the containers write any more: stopping." : "What the containers write cannot be written any more: stopping.");
        }

        await stopping.EndAsync().ConfigureAwait(false);
        return output.Failure is { } failure ? throw failure : cancellationToken.IsCancellationRequested ? ExitCodes.Cancelled : view.ExitCode;
    }

    /// <summary>Stops what has been started when the bringing up itself is interrupted.</summary>
    public static async Task StopAsync(ToolContext tool, Messages messages, Func<Task<ComposeClient>> connectAsync, ComposeProject project, ReconcileOptions options)
    {
        using var reading = new CancellationTokenSource();
        var stopping = new Stopping(tool, messages, connectAsync, project, options, reading);
        stopping.Begin("Stopping; Ctrl-C again kills.");
        await stopping.EndAsync().ConfigureAwait(false);
    }

    // Where services are named, the others only serve them: their ends end nothing, as with docker compose.
    private string[] ThoseThatCount(ParseResult parsed, ComposeProject project, ImmutableArray<string> services) =>
        services.IsEmpty ? [.. project.Services.Keys] : [.. services, .. parsed.GetValue(_exitCodeFrom) is { } service ? new[] { service } : []];

    private string[] Shown(ParseResult parsed, ComposeProject project, ImmutableArray<string> services)
    {
        string[] without = parsed.GetValue(_noAttach) ?? [];
        return parsed.GetValue(_attach) is { Length: > 0 } attach
            ? attach
            : [.. project.Services.Values.Where(service => service.Attach != false && !without.Contains(service.Name) && (services.IsEmpty || parsed.GetValue(_attachDependencies) || services.Contains(service.Name))).Select(service => service.Name)];
    }

    private bool MayAbort(ParseResult parsed) =>
        parsed.GetValue(_abortOnExit) || parsed.GetValue(_abortOnFailure) || parsed.GetValue(_exitCodeFrom) is not null;

    /// <summary>Writes lines and ends, and watches for the end that ends all.</summary>
    private sealed class View(AttachedUp options, ParseResult parsed, ComposeProject project, ImmutableArray<string> services, bool colours, Stopping stopping)
    {
        private readonly string[] _shown = options.Shown(parsed, project, services);
        private readonly string[] _counting = options.ThoseThatCount(parsed, project, services);
        private readonly string? _exitCodeFrom = parsed.GetValue(options._exitCodeFrom);
        private readonly bool _onExit = parsed.GetValue(options._abortOnExit) || parsed.GetValue(options._exitCodeFrom) is not null;
        private readonly bool _onFailure = parsed.GetValue(options._abortOnFailure);
        private readonly bool _timestamps = parsed.GetValue(options._timestamps);
        private readonly LogPrefixes? _prefixes = parsed.GetValue(options._noPrefix)
            ? null
            : new LogPrefixes(project.Name, project.Services.Values.Where(service => service.Scale > 0).Select(service => ContainerNames.Of(project, service, service.Scale)), colours && !parsed.GetValue(options._noColour));

        private bool _aborted;
        private int? _exitCode;

        public int ExitCode => _exitCode ?? ExitCodes.Success;

        public void Write(TextWriter writer, ContainerOutput output)
        {
            switch (output)
            {
                case LogLine line when IsShown(line.Service):
                    writer.Write(_prefixes?.Of(line));
                    if (_timestamps && line.UnixTimeNanoseconds > 0)
                        writer.Write(EngineMoments.Exact(line.UnixTimeNanoseconds) + " ");
                    writer.WriteLine(line.Text);
                    break;
                case ContainerExit exit:
                    if (IsShown(exit.Service))
                        writer.WriteLine(FormattableString.Invariant($"{LogPrefixes.Short(project.Name, exit.Container)} exited with code {exit.ExitCode}"));
                    Consider(exit);
                    break;
            }
        }

        private void Consider(ContainerExit exit)
        {
            // The first end counts; what the stopping of all brings comes later.
            if (exit.Service == _exitCodeFrom)
                _exitCode ??= exit.ExitCode;
            if (_aborted || !_counting.Contains(exit.Service) || !(_onExit || (_onFailure && exit.ExitCode != 0)))
                return;

            _aborted = true;
            if (_exitCodeFrom is null)
                _exitCode = exit.ExitCode;
            stopping.Begin($"Stopping, because {exit.Container} has ended.");
        }

        private bool IsShown(string service) => _shown.Contains(service);
    }

    /// <summary>Stops the containers once, whoever asks first; a second interrupt kills them.</summary>
    private sealed class Stopping(ToolContext tool, Messages messages, Func<Task<ComposeClient>> connectAsync, ComposeProject project, ReconcileOptions options, CancellationTokenSource reading)
    {
        private readonly Lock _lock = new();
        private Task? _task;

        public void Begin(string message)
        {
            lock (_lock)
            {
                if (_task is not null)
                    return;

                // Before anything is awaited: the second interrupt may come at once.
                CancellationToken second = tool.UseSecondInterrupt();
                messages.Tell(message);
                _task = Task.Run(() => StopAsync(second));
            }
        }

        public Task EndAsync()
        {
            lock (_lock)
                return _task ?? Task.CompletedTask;
        }

        private async Task StopAsync(CancellationToken second)
        {
            try
            {
                ComposeClient client = await connectAsync().ConfigureAwait(false);
                await using (client.ConfigureAwait(false))
                {
                    await StopOrKillAsync(client, second).ConfigureAwait(false);
                }
            }
            catch
            {
                await reading.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        private async Task StopOrKillAsync(ComposeClient client, CancellationToken second)
        {
            try
            {
                await client.StopAsync(project, new StopOptions { Services = options.Services, Timeout = options.StopTimeout }, cancellationToken: second).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (second.IsCancellationRequested)
            {
                await client.KillAsync(project, new KillOptions { Services = options.Services }, cancellationToken: CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
