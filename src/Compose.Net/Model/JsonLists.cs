using System.Text.Json;

namespace Compose.Net.Model;

/// <summary>Writes the lists of the JSON documents that programs are given.</summary>
internal static class JsonLists
{
    public static void WriteList<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    public static void WriteList(this Utf8JsonWriter json, string name, IEnumerable<string> texts) => json.WriteList(name, texts, json.WriteStringValue);
}
