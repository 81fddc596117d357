using System.Net;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;
using Docker.DotNet;

namespace Compose.Net.Docker.Calls;

/// <summary>Runs hooks inside containers.</summary>
internal sealed class HookCalls(DockerClient client, OutputCalls output)
{
    private const int LinesOfAFailure = 20;

    // Room for those lines, unless they are very long.
    private const int OutputOfAFailure = 64 * 1024;

    /// <exception cref="ComposeEngineException">The hook ended with an exit code other than 0.</exception>
    public async Task RunAsync(RunHook operation, CancellationToken cancellationToken)
    {
        string container = operation.Id ?? operation.Name;
        CommandResult result;
        try
        {
            result = await output.RunAsync(container, ToWire(operation.Hook), OutputOfAFailure, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (operation.Moment == RunHook.BeforeStop && e.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            // There is nothing left to stop, and so nothing to do before.
            if (await IsRunningAsync(container, cancellationToken).ConfigureAwait(false))
                throw;

            return;
        }

        if (result.ExitCode != 0)
        {
            string[] lines = [.. result.Output.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0)];
            string wayOut = operation.Moment == RunHook.AfterStart
                ? "Correct its command, or what it needs, and make the container anew with \"up --force-recreate\": it has started, so that another up would not run the hook again."
                : "Correct its command, or what it needs, and run this again.";
            throw new ComposeEngineException(
                DiagnosticCodes.HookFailed,
                FormattableString.Invariant($"The {operation.Moment} hook of container \"{operation.Name}\" ended with exit code {result.ExitCode}. {wayOut}"))
            {
                OutputLines = [.. lines.TakeLast(LinesOfAFailure)],
            };
        }
    }

    private static ExecCreateBody ToWire(HookDefinition hook) => new(hook.Command ?? [])
    {
        User = hook.User,
        Privileged = hook.Privileged ? true : null,
        WorkingDir = hook.WorkingDirectory,
        Env = hook.Environment.IsEmpty ? null : [.. hook.Environment.Where(variable => variable.Value is not null).Select(variable => $"{variable.Key}={variable.Value}")],
    };

    private async Task<bool> IsRunningAsync(string container, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Containers.InspectContainerAsync(container, cancellationToken)).ConfigureAwait(false) is { } found
        && StateWords.ToState(found.State?.Status) == ContainerState.Running;
}
