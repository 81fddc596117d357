using System.Net;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Docker.Errors;
using Compose.Net.Execution;
using Compose.Net.Model;
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
        var parameters = new Wire.ImagesCreateParameters { FromImage = reference.Name, Tag = reference.Tag, Platform = operation.Platform! };
        await TransferAsync(operation, reference, (login, messages) => client.Images.CreateImageAsync(parameters, login, messages, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="ComposeEngineException">The registry or the engine refused.</exception>
    public async Task PushAsync(PushImage operation, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ImageReference reference = ImageReference.Parse(operation.Image);
        var parameters = new Wire.ImagePushParameters { Tag = reference.Tag };
        await TransferAsync(operation, reference, (login, messages) => client.Images.PushImageAsync(reference.Name, parameters, login, messages, cancellationToken), progress, cancellationToken).ConfigureAwait(false);
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

    // With the login that is stored for the registry. An error comes as an answer of its own, or among the messages.
    private async Task TransferAsync(Operation operation, ImageReference reference, Func<Wire.AuthConfig, IProgress<Wire.JSONMessage>, Task> transfer, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        FoundLogin found = await logins.FindAsync(reference.Registry, cancellationToken).ConfigureAwait(false);
        var messages = new TransferProgress(progress);
        Refusal? refusal = null;
        DockerApiException? refused = null;
        try
        {
            await transfer(ToWire(found.Login), messages).ConfigureAwait(false);
            refusal = messages.Error is { } said ? new Refusal(OperationWords.Failed(operation), operation, Status: null, said) : null;
        }
        catch (DockerApiException e)
        {
            refused = e;
            refusal = new Refusal(OperationWords.Failed(operation), operation, (int)e.StatusCode, ErrorMapper.ReadMessage(e.ResponseBody));
        }

        if (refusal is not null)
            throw ErrorMapper.ToException(refusal with { Note = found.Note }, inner: refused);
    }

    private static Wire.AuthConfig ToWire(StoredLogin? login) => login is null
        ? new Wire.AuthConfig()
        : new Wire.AuthConfig { Username = login.User!, Password = login.Password!, IdentityToken = login.IdentityToken!, ServerAddress = login.Server };
}
