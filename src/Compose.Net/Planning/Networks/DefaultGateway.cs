namespace Compose.Net.Planning;

/// <summary>Which of its networks gives a container the default gateway, by the rules of the engine.</summary>
internal static class DefaultGateway
{
    private const string Overlay = "overlay";

    /// <summary>One network of a container, as far as the gateway depends on it.</summary>
    /// <param name="Name">The network's name on the engine.</param>
    /// <param name="Driver">The driver.</param>
    /// <param name="Internal">Whether it has no way to the outside.</param>
    /// <param name="Priority">The endpoint's <c>gw_priority</c>; 0 where the engine does not know it.</param>
    public sealed record Candidate(string Name, string? Driver, bool Internal, int Priority);

    /// <summary>Returns the network that leads outside; null where none does.</summary>
    public static Candidate? Of(IEnumerable<Candidate> networks) => networks
        .Where(network => !network.Internal)
        .OrderBy(network => network.Driver == Overlay ? 1 : 0) // Its way out is a bridge of the engine's own, which comes last.
        .ThenByDescending(network => network.Priority)
        .ThenBy(network => network.Name, StringComparer.Ordinal)
        .FirstOrDefault();
}
