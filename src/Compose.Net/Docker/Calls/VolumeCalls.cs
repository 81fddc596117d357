using System.Net;
using Compose.Net.Docker.Mapping;
using Compose.Net.Planning;
using Docker.DotNet;

namespace Compose.Net.Docker.Calls;

/// <summary>Carries out the operations on volumes. What is already as it should be is a success.</summary>
internal sealed class VolumeCalls(DockerClient client)
{
    public Task CreateAsync(CreateVolume operation, CancellationToken cancellationToken) =>
        client.Volumes.CreateAsync(VolumeMapper.ToWire(operation), cancellationToken);

    public async Task RemoveAsync(RemoveVolume operation, CancellationToken cancellationToken)
    {
        try
        {
            await client.Volumes.RemoveAsync(operation.Name, force: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }
}
