using System.Text.Json.Nodes;

namespace Compose.Net.Docker.Transport;

/// <summary>
/// Puts a container's hardware address where engines before API 1.44 look for it: beside its other settings, a field that the
/// client package does not have. Later engines take it from the endpoint, and the last ones refuse the old field.
/// </summary>
internal sealed class OldMacAddressHandler(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    private static readonly AsyncLocal<string?> Wanted = new();

    /// <summary>Adds the address to the create request that the call makes.</summary>
    public static async Task WithAsync(string? address, Func<Task> create)
    {
        Wanted.Value = address;
        try
        {
            await create().ConfigureAwait(false);
        }
        finally
        {
            Wanted.Value = null;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Wanted.Value is { } address && request.Method == HttpMethod.Post && request.RequestUri?.AbsolutePath.EndsWith("/containers/create", StringComparison.Ordinal) == true
            && JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)) is JsonObject body)
        {
            body["MacAddress"] = address;
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()));
            request.Content.Headers.ContentType = new("application/json");
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
