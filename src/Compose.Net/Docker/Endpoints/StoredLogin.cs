using System.Text;

namespace Compose.Net.Docker.Endpoints;

/// <summary>What a registry lets us in with: a user's name and password, or a token.</summary>
internal sealed record StoredLogin(string Server)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    public string? IdentityToken { get; init; }

    /// <summary>Reads a login of the configuration file; null where it holds none.</summary>
    public static StoredLogin? Of(string server, RegistryLogin stored)
    {
        if (!string.IsNullOrEmpty(stored.IdentityToken))
            return new StoredLogin(server) { IdentityToken = stored.IdentityToken };

        byte[] decoded = new byte[stored.Auth?.Length ?? 0];
        if (!Convert.TryFromBase64String(stored.Auth ?? "", decoded, out int length) || length == 0)
            return null;

        return Encoding.UTF8.GetString(decoded, 0, length).TrimEnd('\0').Split(':', 2) is [var user, var password]
            ? new StoredLogin(server) { User = user, Password = password }
            : null;
    }

    /// <summary>Reads a login that a credential helper printed. Its word for "this is no password" is a user's name.</summary>
    public static StoredLogin Of(string server, HelperAnswer answer) => answer.Username == "<token>"
        ? new StoredLogin(server) { IdentityToken = answer.Secret }
        : new StoredLogin(server) { User = answer.Username, Password = answer.Secret };

    // The generated text of a record would print the secrets.
    public override string ToString() => $"StoredLogin for {Server}";
}
