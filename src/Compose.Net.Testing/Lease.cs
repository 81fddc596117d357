using System.Globalization;

namespace Compose.Net.Testing;

/// <summary>Which process needs a project: what it leaves behind when it is killed can be told from what is in use.</summary>
/// <param name="Place">Where process ids mean the same: one start of one machine, or of one container.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Started">When that process began, in a form of the system's own; ids are used again.</param>
/// <param name="Begun">When the lease was made, in whole seconds since 1970.</param>
internal sealed record Lease(string Place, int ProcessId, string Started, long Begun)
{
    /// <summary>The label of everything that is made under a lease.</summary>
    public const string Label = "compose-net.lease";

    // Of processes elsewhere nothing can be known but how long ago they began.
    private static readonly TimeSpan LongestElsewhere = TimeSpan.FromDays(1);

    public static Lease OfThisProcess(DateTimeOffset now) =>
        new(ProcessTable.Place, Environment.ProcessId, ProcessTable.StartOf(Environment.ProcessId) ?? "", now.ToUnixTimeSeconds());

    /// <summary>Reads the form that <see cref="ToString"/> writes; null where it is none.</summary>
    public static Lease? Parse(string? text) =>
        text?.Split(' ') is [var place, var id, var started, var begun]
            && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
            && long.TryParse(begun, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            ? new Lease(place, processId, started, seconds)
            : null;

    /// <summary>Whether nobody needs the project any more.</summary>
    public bool IsOver(DateTimeOffset now) => Place == ProcessTable.Place
        ? ProcessTable.StartOf(ProcessId) is var start && start != ProcessTable.Hidden && start != Started
        : now - DateTimeOffset.FromUnixTimeSeconds(Begun) > LongestElsewhere;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Place} {ProcessId} {Started} {Begun}");
}
