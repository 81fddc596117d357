using Compose.Net.Docker.Transport;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Streams;

/// <summary>Measures what containers use.</summary>
internal sealed class StatsCalls(EngineHttp http)
{
    /// <summary>Returns nothing used for one that does not run, or is gone.</summary>
    public async Task<ContainerStats> ReadAsync(ProjectContainer container, CancellationToken cancellationToken)
    {
        StatsBody? stats = container.IsAlive
            ? await Inspection.OrNoneAsync(() => http.GetAsync($"containers/{container.Id}/stats?stream=0", EngineJson.Default.StatsBody, cancellationToken)).ConfigureAwait(false)
            : null;
        return StatsMapper.FromWire(container, stats);
    }
}
