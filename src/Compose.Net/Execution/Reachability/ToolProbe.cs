using System.Collections.Immutable;
using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Execution;

/// <summary>Probes with a program that the container's image happens to have.</summary>
internal sealed class ToolProbe : IServiceProbe
{
    // A name that nobody knows may be asked for at name servers outside, which may never answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly CommandResult TimedOut = new(1, "");

    private readonly IContainerEngine _engine;
    private readonly TimeProvider _time;
    private readonly string _container;
    private readonly ProbeTool _tool;

    private ToolProbe(IContainerEngine engine, TimeProvider time, string container, ProbeTool tool)
    {
        (_engine, _time, _container, _tool) = (engine, time, container, tool);
    }

    public string Name => _tool.Name;

    /// <summary>Finds the best program that the container has; null where it has none.</summary>
    public static async Task<ToolProbe?> FindAsync(IContainerEngine engine, TimeProvider time, string container, CancellationToken cancellationToken)
    {
        foreach (ProbeTool tool in ProbeTool.All)
        {
            var probe = new ToolProbe(engine, time, container, tool);
            if (await probe.RunAsync(tool.CommandFor(tool.Trial), cancellationToken).ConfigureAwait(false) is { } result && tool.Succeeded(result))
            {
                return probe;
            }
        }

        return null;
    }

    public async Task<bool?> TryAsync(ReachabilityProbe probe, ImmutableHashSet<string> behind, CancellationToken cancellationToken)
    {
        // What these programs make of an IPv6 address differs from build to build.
        if (probe.Port is not null || (probe.IsAddress && (_tool.NamesOnly || EndpointAddress.IsIpv6(probe.Target))))
        {
            return null;
        }

        CommandResult? result = await RunAsync(_tool.CommandFor(probe.Target), cancellationToken).ConfigureAwait(false);
        return result is null ? null : _tool.Succeeded(result) && SpeaksOf(behind, result.Output);
    }

    // A name may be known outside as well; then what answers is not the service. Programs that print no address are believed.
    private static bool SpeaksOf(ImmutableHashSet<string> addresses, string output)
    {
        string[] mentioned = [.. output
            .Split([' ', '\t', '\r', '\n', '(', ')', '[', ']', '=', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.TrimEnd(':', '.'))
            .Where(word => (word.Count(character => character == '.') == 3 || word.Contains(':')) && IPAddress.TryParse(word, out _))];
        return addresses.IsEmpty || mentioned.Length == 0 || mentioned.Any(addresses.Contains);
    }

    /// <summary>Returns null where the container does not have the program.</summary>
    private async Task<CommandResult?> RunAsync(ImmutableArray<string> command, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            CommandResult result = await _engine.RunInContainerAsync(_container, command, both.Token).ConfigureAwait(false);
            return result.ExitCode is 126 or 127 ? null : result;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimedOut;
        }
        catch (ComposeEngineException exception) when (exception.Code == DiagnosticCodes.CommandNotStartable)
        {
            return null;
        }
    }
}
