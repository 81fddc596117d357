using System.Collections.Immutable;

namespace Compose.Net.Cli.Parsing;

/// <summary>Options of the form <c>KEY=VALUE</c>, given several times. A key alone has an empty value; of one given twice, the last counts.</summary>
internal static class KeyValues
{
    /// <exception cref="ToolException">A text has no key.</exception>
    public static ImmutableSortedDictionary<string, string> Of(string[] texts, string option)
    {
        ImmutableSortedDictionary<string, string>.Builder values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            values[parts[0].Length > 0 ? parts[0] : throw new ToolException(ToolCodes.CommandLine, $"\"{text}\" of {option} has no key. Write KEY=VALUE.")] = parts.Length > 1 ? parts[1] : "";
        }

        return values.ToImmutable();
    }
}
