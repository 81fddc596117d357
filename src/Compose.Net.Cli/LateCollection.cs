namespace Compose.Net.Cli;

/// <summary>
/// Keeps the garbage collector away from a command that reads, prints and ends. While a file is read nearly everything
/// lives, so a collection finds little to free and copies all the rest: of 10,000 services that took a third of the time.
/// </summary>
internal static class LateCollection
{
    // Room for some 10,000 services. It is taken from the system as it is used; beyond it, memory is collected as ever.
    private const long Room = 384L * 1024 * 1024;

    public static void Begin()
    {
        try
        {
            _ = GC.TryStartNoGCRegion(Room, disallowFullBlockingGC: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            // It is more than this container may have.
        }
    }
}
