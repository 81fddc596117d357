using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compose.Net.Docker.Endpoints;

namespace Compose.Net.Tests.Docker;

/// <summary>A machine made of two maps: environment variables and files.</summary>
internal static class FakeMachine
{
    public static HostSystem With(ImmutableDictionary<string, string>? variables = null, ImmutableDictionary<string, string>? files = null, bool windows = false) => new()
    {
        IsWindows = windows,
        HomeDirectory = "/home/me",
        GetVariable = name => variables?.GetValueOrDefault(name),
        RunProgram = (program, _, _, _) => throw new System.ComponentModel.Win32Exception(2, $"{program} is not on this machine."),
        ReadText = path => files?.GetValueOrDefault(path),
    };

    public static HostSystem WithVariables(params (string Name, string Value)[] variables) => With(Map(variables));

    public static ImmutableDictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableDictionary(pair => pair.Key, pair => pair.Value);

    public static string ContextFile(string name, string root = "/home/me/.docker") => $"{root}/contexts/meta/{Hash(name)}/meta.json";

    public static string ContextCertificate(string name) => $"/home/me/.docker/contexts/tls/{Hash(name)}/docker/ca.pem";

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
