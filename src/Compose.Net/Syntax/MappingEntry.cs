namespace Compose.Net.Syntax;

/// <summary>A key and its value.</summary>
internal readonly record struct MappingEntry(ScalarNode Key, Node Value)
{
    public string Name => Key.Text;
}
