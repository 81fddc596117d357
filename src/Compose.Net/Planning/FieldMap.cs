using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// A definition as flat text: field name to value, in the words of the compose file. Two definitions mean the same when their
/// maps are equal, and a plan's reasons are the difference of two maps.
/// </summary>
internal sealed class FieldMap
{
    private const string SecretMark = "#";
    private const string Unset = "unset";
    private readonly ImmutableSortedDictionary<string, string> _fields;

    private FieldMap(ImmutableSortedDictionary<string, string> fields) => _fields = fields;

    /// <summary>The hash of all fields, with the number of the format in front.</summary>
    public string Hash()
    {
        var text = new StringBuilder("1\n");
        foreach ((string field, string value) in _fields)
        {
            text.Append(field).Append('=').Append(value).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>The form that goes into a label.</summary>
    public string ToJson() => JsonSerializer.Serialize(_fields, PlanningJsonContext.Default.ImmutableSortedDictionaryStringString);

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
            return fields is null ? null : new FieldMap(fields.ToImmutableSortedDictionary(StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return null; // A label that somebody else wrote: as good as none.
        }
    }

    /// <summary>The value of a field; null where it is not there.</summary>
    public string? Get(string field) => _fields.GetValueOrDefault(field);

    /// <summary>Returns this map with the fields of another one in place of its own; what the other one takes away is in neither.</summary>
    public FieldMap With(FieldMap over) =>
        new(_fields.SetItems(over._fields).RemoveRange(over._fields.Where(entry => entry.Value == SecretMark + Unset).Select(entry => entry.Key)));

    /// <summary>Returns the map with each field changed, made several, or left out.</summary>
    public FieldMap Select(Func<string, string, IEnumerable<(string Field, string Value)>> convert) => new(_fields
        .SelectMany(entry => convert(entry.Key, entry.Value))
        .ToImmutableSortedDictionary(entry => entry.Field, entry => entry.Value, StringComparer.Ordinal));

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
                changes.Add(secret ? new Change(field, null, null) : new Change(field, old, now));
            }
        }

        return changes.ToImmutable();
    }

    /// <summary>Collects fields; null values and empty lists are left out, so that a default equals its absence.</summary>
    public sealed class Builder
    {
        private readonly ImmutableSortedDictionary<string, string>.Builder _fields = Ordinal.Map<string>().ToBuilder();

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

        public FieldMap Build() => new(_fields.ToImmutable());
    }
}
