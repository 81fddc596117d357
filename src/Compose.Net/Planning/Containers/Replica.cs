namespace Compose.Net.Planning;

/// <summary>What is decided about one replica of a service: the container that stands for it now, and whether it stays.</summary>
/// <param name="Number">The replica's number.</param>
/// <param name="Name">The name its container has in the end.</param>
/// <param name="Current">The container that stands for it now; null where there is none.</param>
/// <param name="Replacement">Why a new container takes its place; null where the current one stays.</param>
internal sealed record Replica(int Number, string Name, ObservedContainer? Current, Reason? Replacement)
{
    public bool IsNew => Current is null;

    public bool IsReplaced => Current is not null && Replacement is not null;

    public bool IsKept => Current is not null && Replacement is null;
}
