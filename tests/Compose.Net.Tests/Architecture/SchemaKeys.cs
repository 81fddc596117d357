using System.Text.Json;

namespace Compose.Net.Tests.Architecture;

/// <summary>The keys of a JSON schema as paths: <c>.</c> separates keys, <c>*</c> is any key and <c>[]</c> any item.</summary>
internal sealed class SchemaKeys
{
    private readonly JsonElement _root;
    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    public SchemaKeys(JsonElement root)
    {
        _root = root;
        Walk(root, "", 0);
    }

    /// <summary>The paths that end in a key of its own.</summary>
    public IReadOnlyCollection<string> All => _found;

    private void Walk(JsonElement schema, string path, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > 40)
        {
            return;
        }

        foreach (JsonProperty part in schema.EnumerateObject())
        {
            switch (part.Name)
            {
                case "$ref":
                    Walk(Target(part.Value.GetString()!), path, depth + 1);
                    break;
                case "oneOf" or "anyOf" or "allOf":
                    foreach (JsonElement choice in part.Value.EnumerateArray())
                    {
                        Walk(choice, path, depth + 1);
                    }

                    break;
                case "properties":
                    foreach (JsonProperty property in part.Value.EnumerateObject())
                    {
                        string below = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                        _found.Add(below);
                        Walk(property.Value, below, depth + 1);
                    }

                    break;
                case "patternProperties":
                    foreach (JsonProperty pattern in part.Value.EnumerateObject().Where(pattern => pattern.Name != "^x-"))
                    {
                        Walk(pattern.Value, $"{path}.*", depth + 1);
                    }

                    break;
                case "additionalProperties":
                    Walk(part.Value, $"{path}.*", depth + 1);
                    break;
                case "items":
                    Walk(part.Value, $"{path}[]", depth + 1);
                    break;
            }
        }
    }

    private JsonElement Target(string reference) =>
        reference.Split('/').Skip(1).Aggregate(_root, (element, name) => element.GetProperty(name));
}
