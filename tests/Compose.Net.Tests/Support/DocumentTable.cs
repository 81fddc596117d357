using FluentAssertions;

namespace Compose.Net.Tests.Support;

/// <summary>A part of a document that is made from the code: it stands between two comments, which name it.</summary>
internal static class DocumentTable
{
    /// <summary>Compares the part with what the code says; writes it anew where golden files are being accepted.</summary>
    /// <param name="document">The document, named from the root of the repository.</param>
    /// <param name="name">The name in the comments.</param>
    /// <param name="table">What the code says.</param>
    public static void Verify(string document, string name, string table)
    {
        string path = SourceTree.At(document);
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        string opening = $"<!-- {name}: begin -->\n";
        int begin = text.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        int end = text.IndexOf($"<!-- {name}: end -->\n", StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("COMPOSE_NET_ACCEPT") == "1" && text[begin..end] != table)
        {
            File.WriteAllText(path, text[..begin] + table + text[end..]);
            return;
        }

        text[begin..end].Should().Be(table, "the table is written anew with: dotnet run build.cs -- accept");
    }
}
