using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Where a container finds its secrets and configs.</summary>
internal static class GrantPath
{
    public static string OfSecret(FileGrant grant) => Of(grant, "/run/secrets/");

    public static string OfConfig(FileGrant grant) => Of(grant, "/");

    private static string Of(FileGrant grant, string folder)
    {
        string target = grant.Target ?? grant.Source;
        return target.StartsWith('/') ? target : folder + target;
    }
}
