using Compose.Net.Diagnostics;
using Compose.Net.Loading.Printing;
using Compose.Net.Syntax;

namespace Compose.Net.Tests.ComposeFiles;

/// <summary>Puts the keys of a file into another order.</summary>
internal static class Shuffle
{
    public static string Keys(string yaml, Random random) =>
        YamlPrinter.Print((MappingNode)Copy(NodeReader.Read(new SourceText("f.yaml", yaml), new DiagnosticBag(), ComposeLimits.Default)[0], random));

    private static Node Copy(Node node, Random random)
    {
        switch (node)
        {
            case MappingNode mapping:
                MappingEntry[] entries = [.. mapping.Entries];
                random.Shuffle(entries);
                var copy = new MappingNode(default);
                foreach (MappingEntry entry in entries)
                {
                    copy.Add(entry.Key, Copy(entry.Value, random));
                }

                return copy;
            case SequenceNode sequence:
                var list = new SequenceNode(default);
                sequence.Items.ForEach(item => list.Add(Copy(item, random)));
                return list;
            default:
                return node;
        }
    }
}
