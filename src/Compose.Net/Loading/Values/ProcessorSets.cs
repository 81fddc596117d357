using System.Globalization;

namespace Compose.Net.Loading.Values;

/// <summary>The processors that a service may run on: <c>0-3,7</c>.</summary>
internal static class ProcessorSets
{
    public static string? Problem(string text)
    {
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !Array.TrueForAll(ends, IsNumber) || (ends.Length == 2 && Number(ends[0]) > Number(ends[1])))
            {
                return $"\"{text}\" names no processors. Write their numbers, such as 0-3,7.";
            }
        }

        return null;
    }

    private static bool IsNumber(string text) => ushort.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int Number(string text) => ushort.Parse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
