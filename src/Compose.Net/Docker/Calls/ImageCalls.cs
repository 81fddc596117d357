using System.Net;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Errors;
using Compose.Net.Execution;
using Compose.Net.Planning;
using Docker.DotNet;
using Wire = Docker.DotNet.Models;

namespace Compose.Net.Docker.Calls;

/// <summary>Carries out the operations on images. What is already as it should be is a success.</summary>
internal sealed class ImageCalls(DockerClient client, RegistryLogins logins)
{
    /// <exception cref="ComposeEngineException">The registry or the engine refused.</exception>
    public async Task PullAsync(PullImage operation, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ImageReference reference = ImageReference.Parse(operation.Image);
        FoundLogin found = await logins.FindAsync(reference.Registry, cancellationToken).ConfigureAwait(false);
        var pull = new PullProgress(progress);
        Refusal? refusal = null;
        DockerApiException? refused = null;
        try
        {
            await client.Images.CreateImageAsync(
                new Wire.ImagesCreateParameters { FromImage = reference.Name, Tag = reference.Tag, Platform = operation.Platform! },
                ToWire(found.Login),
                pull,
                cancellationToken).ConfigureAwait(false);
            refusal = pull.Error is { } said ? new Refusal(OperationWords.Failed(operation), operation, Status: null, said) : null;
        }
        catch (DockerApiException e)
        {
            refused = e;
            refusal = new Refusal(OperationWords.Failed(operation), operation, (int)e.StatusCode, ErrorMapper.ReadMessage(e.ResponseBody));
        }

        if (refusal is not null)
            throw ErrorMapper.ToException(refusal with { Note = found.Note }, inner: refused);
    }

    public async Task RemoveAsync(RemoveImage operation, CancellationToken cancellationToken)
    {
        try
        {
            await client.Images.DeleteImageAsync(operation.Image, new Wire.ImageDeleteParameters(), cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }

    private static Wire.AuthConfig ToWire(StoredLogin? login) => login is null
        ? new Wire.AuthConfig()
        : new Wire.AuthConfig { Username = login.User!, Password = login.Password!, IdentityToken = login.IdentityToken!, ServerAddress = login.Server };
}
