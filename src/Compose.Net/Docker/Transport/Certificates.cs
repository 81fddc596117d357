using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Compose.Net.Diagnostics;
using Compose.Net.Docker.Endpoints;
using Compose.Net.Execution;

namespace Compose.Net.Docker.Transport;

/// <summary>Turns the docker command's certificate files into what a TLS connection needs.</summary>
internal static class Certificates
{
    public static SslClientAuthenticationOptions Load(TlsFiles files, EngineEndpoint endpoint)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = endpoint.BaseAddress.IdnHost };
        try
        {
            string certificate = Path.Join(files.Directory, "cert.pem");
            string key = Path.Join(files.Directory, "key.pem");
            if (files.Directory.Length > 0 && (File.Exists(certificate) || File.Exists(key)))
                options.ClientCertificates = [Portable(X509Certificate2.CreateFromPemFile(certificate, key))];

            string authority = Path.Join(files.Directory, "ca.pem");
            if (!files.Verify)
#pragma warning disable CA5359 // Somebody asked for it, with DOCKER_TLS or a context's SkipTLSVerify.
                options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            else if (files.Directory.Length > 0 && (files.NeedsAuthority || File.Exists(authority)))
                options.CertificateChainPolicy = TrustOnly(authority);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ComposeEngineException(
                DiagnosticCodes.EndpointUnusable,
                $"The certificates in \"{files.Directory}\" for the engine at \"{endpoint.Text}\" ({endpoint.Source}) cannot be used: {e.Message.TrimEnd('.')}. ca.pem, cert.pem and key.pem must be PEM files, the key without a password.",
                innerException: e);
        }

        return options;
    }

    // Windows cannot use a key that lives only in memory for TLS; a round trip through PKCS#12 gives it one it can.
    private static X509Certificate2 Portable(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;

        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static X509ChainPolicy TrustOnly(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy.CustomTrustStore.Count > 0 ? policy : throw new CryptographicException($"\"{authority}\" holds no certificate.");
    }
}
