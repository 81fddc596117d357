using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Building;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Mapping;
using Compose.Net.Docker.Transport;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Builds images. Not through the client package, which would hold the context in memory.</summary>
internal sealed class BuildCalls(DockerClient client, EngineHttp http, RegistryLogins logins, ProxyVariables proxies)
{
    /// <exception cref="ComposeEngineException">The context cannot be used, or a step of the Dockerfile failed.</exception>
    public async Task BuildAsync(BuildImage operation, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        if (operation.OnlyIfMissing && await HasAsync(operation, cancellationToken).ConfigureAwait(false))
            return;

        BuildContext context = BuildContext.Find(operation);
        if (context.Scan?.NeedsBuildKit is var (line, what))
            throw new ComposeEngineException(DiagnosticCodes.NeedsBuildKit, FormattableString.Invariant($"Image \"{operation.Image}\" could not be built: line {line} of {context.Place} uses {what}, which needs BuildKit, and images are built here with the engine's own builder. Write it without, or build the image with docker compose and bring up with --no-build."));

        ImmutableSortedDictionary<string, string> arguments = proxies.All.SetItems(await PlatformsAsync(operation, context, cancellationToken).ConfigureAwait(false)).SetItems(operation.Build.Args);
        var output = new BuildOutput(progress);
        var archive = new ContextArchive(operation, context);
        using var content = new PushedContent((wire, token) => WriteAsync(archive, wire, progress, token));
        try
        {
            using HttpResponseMessage response = await http.SendArchiveAsync(
                HttpMethod.Post,
                BuildQuery.Of(operation, context.Dockerfile, arguments),
                content,
                ("X-Registry-Config", await logins.ReadAllAsync(cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await output.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (content.Failure is { } failure)
        {
            throw failure as ComposeEngineException ?? BuildContext.Unusable(operation, $"its context \"{operation.Build.Context}\" cannot be read: {failure.Message}", failure);
        }

        if (output.Error is { } said)
            throw Failed(operation, context, output, said);
    }

    // What BuildKit knows by itself, where the Dockerfile asks for it: the engine complains of arguments that are not declared.
    private async Task<IEnumerable<KeyValuePair<string, string>>> PlatformsAsync(BuildImage operation, BuildContext context, CancellationToken cancellationToken)
    {
        string[] declared = [.. context.Scan?.DeclaredPlatformArguments ?? []];
        if (declared.Length == 0)
            return [];

        VersionResponse engine = await client.System.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        string own = $"{engine.Os}/{engine.Arch}";
        return declared.Select(name => KeyValuePair.Create(name, PartOf(name.StartsWith("BUILD", StringComparison.Ordinal) ? own : operation.Platform ?? own, name)));
    }

    private static string PartOf(string platform, string argument)
    {
        string[] parts = platform.Split('/');
        return argument switch
        {
            _ when argument.EndsWith("PLATFORM", StringComparison.Ordinal) => platform,
            _ when argument.EndsWith("OS", StringComparison.Ordinal) => parts[0],
            _ when argument.EndsWith("ARCH", StringComparison.Ordinal) => parts.ElementAtOrDefault(1) ?? "",
            _ => parts.ElementAtOrDefault(2) ?? "",
        };
    }

    // Headers of half a kilobyte would be a chunk, and a write to the socket, each.
    private static async Task WriteAsync(ContextArchive archive, Stream wire, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var buffered = new BufferedStream(new CountingStream(wire, progress), 64 * 1024);
        await using (buffered.ConfigureAwait(false))
            await archive.WriteAsync(buffered, cancellationToken).ConfigureAwait(false);
    }

    private static ComposeEngineException Failed(BuildImage operation, BuildContext context, BuildOutput output, string said)
    {
        string where = output.Step?.Split(" : ", 2) is [var number, var instruction]
            ? $"step {number} of {context.Place}, \"{instruction}\", failed."
            : $"{context.Place} cannot be built.";
        string wayOut = output.Step?.Contains(" : FROM ", StringComparison.OrdinalIgnoreCase) == true
            ? "Check the name of the base image, that the engine can reach its registry, and log in with \"docker login\" if need be."
            : "Correct the Dockerfile, or what it works on.";
        return new ComposeEngineException(DiagnosticCodes.BuildFailed, $"Image \"{operation.Image}\" could not be built: {where} {wayOut} The engine said \"{said.Trim()}\".")
        {
            OutputLines = output.LastLines,
        };
    }

    private async Task<bool> HasAsync(BuildImage operation, CancellationToken cancellationToken) =>
        await Inspection.OrNoneAsync(() => client.Images.InspectImageAsync(operation.Image, cancellationToken)).ConfigureAwait(false) is { } found
        && ImagePlatform.Fits(operation.Platform, ObservedImageMapper.FromWire(found).Platform);
}
