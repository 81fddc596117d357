using System.Collections.Immutable;

namespace Compose.Net.Loading.Input;

/// <summary>Tells names of compose files in registries and repositories from names of files on this machine.</summary>
internal static class RemoteFiles
{
    private static readonly ImmutableArray<string> Beginnings = ["oci://", "git://", "ssh://", "http://", "https://", "git@", "github.com/"];

    public static bool IsRemote(string path) => Beginnings.Any(beginning => path.StartsWith(beginning, StringComparison.Ordinal));
}
