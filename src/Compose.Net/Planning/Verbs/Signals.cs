using System.Collections.Immutable;
using System.Globalization;

namespace Compose.Net.Planning;

/// <summary>The signals that an engine for Linux containers knows.</summary>
internal static class Signals
{
    private const int Highest = 64;

    private static readonly ImmutableHashSet<string> Names =
    [
        "ABRT", "ALRM", "BUS", "CHLD", "CLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "IOT", "KILL", "PIPE", "POLL", "PROF", "PWR", "QUIT",
        "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1", "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
    ];

    /// <summary>Returns the signal as <c>SIGHUP</c> or as a number; null where there is none of that name.</summary>
    public static string? Find(string text)
    {
        string name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number is > 0 and <= Highest ? name : null
            : Names.Contains(name) || IsRealTime(name) ? "SIG" + name
            : null;
    }

    // RTMIN, RTMIN+1 to RTMIN+15, RTMAX-14 to RTMAX-1, RTMAX.
    private static bool IsRealTime(string name) =>
        name is "RTMIN" or "RTMAX"
        || (name.StartsWith("RTMIN+", StringComparison.Ordinal) && IsUpTo(name[6..], 15))
        || (name.StartsWith("RTMAX-", StringComparison.Ordinal) && IsUpTo(name[6..], 14));

    private static bool IsUpTo(string text, int highest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 && number <= highest;
}
