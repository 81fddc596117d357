namespace Compose.Net.Syntax;

/// <summary>
/// Gives equal short texts one string: the same keys stand in every service, and a large file lives long enough for the
/// garbage collector to carry each of them around. It forgets, so that it stays small.
/// </summary>
internal sealed class TextPool
{
    private const int Longest = 32;

    private readonly string?[] _slots = new string?[512];

    public string Share(string text)
    {
        if (text.Length is 0 or > Longest)
        {
            return text;
        }

        uint hash = 2_166_136_261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16_777_619;
        }

        ref string? slot = ref _slots[(hash ^ (hash >> 15)) % (uint)_slots.Length];
        return slot == text ? slot : slot = text;
    }
}
