using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Compose.Net.Planning;

/// <summary>
/// A definition as flat text: field name to value, in the words of the compose file. Two definitions mean the same when their
/// maps are equal, and a plan's reasons are the difference of two maps.
/// </summary>
internal sealed class FieldMap
{
    private const string SecretMark = "#";
    private const string Unset = "unset";

    // In ordinal order, and never changed. Two arrays: a project has one of these for each service, and a tree of nodes is many times as large.
    private readonly SortedList<string, string> _fields;

    private FieldMap(SortedList<string, string> fields) => _fields = fields;

    /// <summary>The hash of all fields, with the number of the format in front.</summary>
    public string Hash()
    {
        byte[] text = ArrayPool<byte>.Shared.Rent(2 + _fields.Sum(entry => Encoding.UTF8.GetMaxByteCount(entry.Key.Length + entry.Value.Length + 2)));
        int length = Encoding.UTF8.GetBytes("1\n", text);
        foreach ((string field, string value) in _fields)
        {
            length += Encoding.UTF8.GetBytes(field, text.AsSpan(length));
            text[length++] = (byte)'=';
            length += Encoding.UTF8.GetBytes(value, text.AsSpan(length));
            text[length++] = (byte)'\n';
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text);
        return Convert.ToHexStringLower(hash);
    }

    public IEnumerable<string> Values => _fields.Values;

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>The form that goes into a label.</summary>
    public string ToJson() => JsonSerializer.Serialize(_fields, PlanningJsonContext.Default.SortedListStringString);

    /// <summary>Reads the form that <see cref="ToJson"/> wrote; null where the text is none.</summary>
    public static FieldMap? FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            Dictionary<string, string>? fields = JsonSerializer.Deserialize(json, PlanningJsonContext.Default.DictionaryStringString);
            return fields is null ? null : new FieldMap(new SortedList<string, string>(fields, StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return null; // A label that somebody else wrote: as good as none.
        }
    }

    /// <summary>The value of a field; null where it is not there.</summary>
    public string? Get(string field) => _fields.GetValueOrDefault(field);

    /// <summary>Returns this map with the fields of another one in place of its own; what the other one takes away is in neither.</summary>
    public FieldMap With(FieldMap over)
    {
        var fields = new Dictionary<string, string>(_fields, StringComparer.Ordinal);
        foreach ((string field, string value) in over._fields)
        {
            if (value == SecretMark + Unset)
            {
                fields.Remove(field);
            }
            else
            {
                fields[field] = value;
            }
        }

        return new FieldMap(new SortedList<string, string>(fields, StringComparer.Ordinal));
    }

    /// <summary>Returns the map with each field changed, made several, or left out.</summary>
    public FieldMap Select(Func<string, string, IEnumerable<(string Field, string Value)>> convert)
    {
        var fields = new Builder();
        foreach ((string field, string value) in _fields.SelectMany(entry => convert(entry.Key, entry.Value)))
        {
            fields.Add(field, value);
        }

        return fields.Build();
    }

    /// <summary>Returns what differs from <paramref name="before"/> to this, ordered by field. Secret values are left out.</summary>
    public ImmutableArray<Change> ChangesSince(FieldMap before)
    {
        ImmutableArray<Change>.Builder changes = ImmutableArray.CreateBuilder<Change>();
        foreach (string field in _fields.Keys.Union(before._fields.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string? old = before._fields.GetValueOrDefault(field);
            string? now = _fields.GetValueOrDefault(field);
            if (!string.Equals(old, now, StringComparison.Ordinal))
            {
                bool secret = old?.StartsWith(SecretMark, StringComparison.Ordinal) == true
                    || now?.StartsWith(SecretMark, StringComparison.Ordinal) == true;
                changes.Add(secret ? new Change(field, null, null) : new Change(field, Readable(old), Readable(now)));
            }
        }

        return changes.ToImmutable();
    }

    // A list is kept with everything escaped that is not plain, which nobody would recognise as what the file says.
    private static string? Readable(string? value)
    {
        if (value is null || !value.StartsWith('[') || !value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize(value, PlanningJsonContext.Default.StringArray)!, PlanningJsonContext.ForPeople.StringArray);
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>Collects fields; null values and empty lists are left out, so that a default equals its absence.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

        public Builder Add(string field, string? value)
        {
            if (value is not null)
            {
                _fields[field] = value;
            }

            return this;
        }

        public Builder Add(string field, bool value) => value ? Add(field, "true") : this;

        public Builder Add(string field, long? value) => Add(field, value?.ToString(CultureInfo.InvariantCulture));

        /// <summary>Adds a list of which neither the order nor an empty one means anything.</summary>
        public Builder AddSet(string field, ImmutableArray<string> values) =>
            values.IsEmpty ? this : Add(field, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        public Builder Add(string field, TimeSpan? value) =>
            Add(field, value is { } span ? FormattableString.Invariant($"{span.TotalMilliseconds}ms") : null);

        public Builder Add(string field, IEnumerable<string>? values) =>
            Add(field, values is null ? null : JsonSerializer.Serialize([.. values], PlanningJsonContext.Default.StringArray));

        public Builder Add(string prefix, ImmutableSortedDictionary<string, string> values)
        {
            foreach ((string key, string value) in values)
            {
                Add($"{prefix}.{key}", value);
            }

            return this;
        }

        /// <summary>Adds values that a plan must not show: only a short hash of each is kept.</summary>
        public Builder AddSecrets(string prefix, ImmutableSortedDictionary<string, string?> values)
        {
            foreach ((string key, string? value) in values)
            {
                AddSecret($"{prefix}.{key}", value);
            }

            return this;
        }

        /// <summary>Adds a value that a plan must not show: only a short hash is kept.</summary>
        public Builder AddSecret(string field, string? value) =>
            Add(field, SecretMark + (value is null ? Unset : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16]));

        public FieldMap Build() => new(new SortedList<string, string>(_fields, StringComparer.Ordinal));
    }
}
