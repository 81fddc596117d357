using System.Text;
using Xunit;

namespace Compose.Net.Tests.Support;

/// <summary>Compares text with an approved file below <c>golden/</c>, line ends aside.</summary>
/// <remarks>With <c>COMPOSE_NET_ACCEPT=1</c>, which <c>dotnet run build.cs -- accept</c> sets, the file is written anew where it differs.</remarks>
internal static class Golden
{
    private const string HowToAccept = "To accept the new text: dotnet run build.cs -- accept";

    private static readonly bool Accepting = Environment.GetEnvironmentVariable("COMPOSE_NET_ACCEPT") == "1";

    /// <summary>Fails with the differing lines where <paramref name="actual"/> is not what <c>golden/NAME.txt</c> holds.</summary>
    /// <param name="name">The name below <c>golden/</c> without <c>.txt</c>; folders with forward slashes.</param>
    /// <param name="actual">The text that the code under test made.</param>
    public static void Verify(string name, string actual) => Verify(SourceTree.At("tests/Compose.Net.Tests/golden"), name, actual, Accepting);

    internal static void Verify(string folder, string name, string actual, bool accepting)
    {
        string path = Path.Combine([folder, .. $"{name}.txt".Split('/')]);
        string received = Normalize(actual);
        string? approved = File.Exists(path) ? Normalize(File.ReadAllText(path)) : null;

        if (received == approved)
        {
            return;
        }

        if (!accepting)
        {
            Assert.Fail(approved is null
                ? $"golden/{name}.txt does not exist yet. {HowToAccept}\n\n{received}"
                : $"The text differs from golden/{name}.txt (- approved, + now). {HowToAccept}\n\n{LineDiff.Between(approved, received)}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    // One line end at the end of the file, as .editorconfig asks for.
    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
