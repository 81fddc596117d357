using System.Collections;
using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Hosting;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Testing;

/// <summary>A project of its own for some tests, from up to down. Knows no test framework.</summary>
internal sealed class TestProject(
    string stem,
    string id,
    ImmutableArray<string> files,
    ComposeFixtureOptions options,
    Func<ComposeClientOptions, CancellationToken, Task<ComposeClient>> connect,
    Func<TimeProvider> time)
{
    private const int LogLines = 20;
    private const string AllAddresses = "0.0.0.0";
    private const string Loopback = "127.0.0.1";

    private readonly string _name = $"{stem}-{id}";
    private readonly LatestLook<ObservedState> _latest = new();
    private ComposeProject? _project;
    private ComposeClient? _client;

    public string Name => _name;

    // After a failure the project goes down anyway, so nothing more is begun.
    private ComposeClientOptions Engine => new() { Endpoint = options.Endpoint, ContinueAfterFailure = false };

    public ComposeProject Project => _project ?? throw NotUp();

    public ComposeClient Client => _client ?? throw NotUp();

    public PublishedEndpoint GetEndpoint(string service, int port, int? index, string? protocol) =>
        PublishedEndpoint.Find(State, Client.Engine, service, port, index, protocol);

    public Task RefreshAsync(CancellationToken cancellationToken)
    {
        _ = State;
        return LookAsync(cancellationToken);
    }

    private ObservedState State => _latest.Seen ?? throw NotUp();

    /// <summary>Brings the project up and waits until it is ready.</summary>
    /// <returns>The warnings of the loader and the planner.</returns>
    public async Task<ImmutableArray<Diagnostic>> UpAsync(CancellationToken cancellationToken)
    {
        var steps = new StepsUnderWay();
        using var limit = new CancellationTokenSource(options.StartupTimeout, time());
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            ComposeFileResult file = await LoadAsync(deadline.Token).ConfigureAwait(false);
            ComposeProject written = file.Project ?? throw new ComposeFileException(file.Diagnostics);
            ComposeClient client = _client = await connect(Engine, deadline.Token).ConfigureAwait(false);
            string hostIp = client.Engine.RemoteHost is null ? Loopback : AllAddresses;
            ComposeProject project = Leases.Mark(written.Isolate(id, out ImmutableArray<Diagnostic> shared, hostIp), Lease.OfThisProcess(time().GetUtcNow()));
            ImmutableArray<Diagnostic> left = await Leases.RemoveLeftoversAsync(client, project, time().GetUtcNow(), deadline.Token).ConfigureAwait(false);
            _project = project;
            Plan plan = await client.UpAsync(project, new ReconcileOptions { Wait = true, Build = options.Build, PullPolicy = options.PullPolicy }, steps, deadline.Token).ConfigureAwait(false);
            await LookAsync(deadline.Token).ConfigureAwait(false);
            return [.. file.Diagnostics, .. shared, .. left, .. plan.Diagnostics];
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ComposeException(await DescribeTooSlowAsync(steps, cancellationToken).ConfigureAwait(false), exception);
        }
    }

    /// <summary>Removes all of the project, volumes included, as far as there is any of it.</summary>
    /// <returns>The warnings of the planner.</returns>
    public async Task<ImmutableArray<Diagnostic>> DownAsync()
    {
        _latest.Forget();
        if (_client is not { } client)
        {
            return [];
        }

        var steps = new StepsUnderWay();
        using var limit = new CancellationTokenSource(options.ShutdownTimeout, time());
        try
        {
            if (_project is { } project)
            {
                var wish = new ReconcileOptions
                {
                    RemoveVolumes = true,
                    RemoveOrphans = true,
                    RemoveImages = options.KeepImages ? ImageRemoval.None : ImageRemoval.Local,
                    StopTimeout = options.StopTimeout,
                    DetachForeign = true, // They are plugged into a copy that nobody but the tests knows.
                };
                return (await client.DownAsync(project, wish, steps, limit.Token).ConfigureAwait(false)).Diagnostics;
            }

            return [];
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            string underWay = string.Join(", ", steps.Steps.Select(step => $"{step.Operation.GetType().Name} {step.Operation.Subject}"));
            throw new ComposeException(
                $"Project \"{_name}\" was not down within {options.ShutdownTimeout}{(underWay.Length == 0 ? "" : $": under way were {underWay}")}. What is left is removed by the next run on this machine. "
                + "Raise ShutdownTimeout in Configure, or lower StopTimeout.",
                exception);
        }
        finally
        {
            _client = null;
            await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<ComposeFileResult> LoadAsync(CancellationToken cancellationToken)
    {
        string folder = AppContext.BaseDirectory;
        var fileOptions = new ComposeFileOptions
        {
            ProjectName = stem,
            EnvironmentFiles = [.. options.EnvironmentFiles.Select(path => FileSearch.Find(path, folder))],
            Profiles = [.. options.Profiles],
            Environment = Environment(),
        };
        return ComposeFile.TryLoadAsync([.. files.Select(path => FileSearch.Find(path, folder))], fileOptions, cancellationToken);
    }

    private ImmutableSortedDictionary<string, string> Environment()
    {
        ImmutableSortedDictionary<string, string>.Builder all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach ((string key, string value) in options.Environment)
        {
            all[key] = value;
        }

        return all.ToImmutable();
    }

    private async Task<string> DescribeTooSlowAsync(StepsUnderWay steps, CancellationToken cancellationToken)
    {
        if (_client is not { } client)
        {
            return $"Project \"{_name}\" was not up within {options.StartupTimeout}: until then its files were not read, or the engine did not answer. Check that it runs, or raise StartupTimeout in Configure.";
        }

        List<string> lines =
        [
            $"Project \"{_name}\" was not up within {options.StartupTimeout}. Raise StartupTimeout in Configure, or look at what it waited for:",
            .. steps.Failures.Select(failed => "  " + failed.Exception.Message),
        ];
        foreach (PlanStep step in steps.Steps)
        {
            lines.Add($"  {step.Operation.GetType().Name} {step.Operation.Subject}");
            if (step.Operation is WaitOperation)
            {
                lines.AddRange((await LastLinesAsync(client, step.Operation.Subject, cancellationToken).ConfigureAwait(false)).Select(line => "    " + line));
            }
        }

        return string.Join('\n', lines);
    }

    // The lines help to understand what was too slow; that it was matters more.
    private static async Task<ImmutableArray<string>> LastLinesAsync(ComposeClient client, string container, CancellationToken cancellationToken)
    {
        try
        {
            return await client.ReadLastLogLinesAsync(container, LogLines, cancellationToken).ConfigureAwait(false);
        }
        catch (ComposeEngineException exception)
        {
            return [exception.Message];
        }
    }

    private Task LookAsync(CancellationToken cancellationToken) => _latest.TakeAsync(() => Client.ObserveAsync(Project, cancellationToken));

    private InvalidOperationException NotUp() =>
        new($"The compose project \"{_name}\" is not up. The test framework brings it up when a test class, collection or assembly uses its fixture; it cannot be used before or after.");
}
