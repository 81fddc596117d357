using Compose.Net.Planning;

namespace Compose.Net.Docker.Errors;

/// <summary>The engine said no.</summary>
/// <param name="Attempt">What was tried, as a half sentence, for example <c>Container "web-1" could not be started</c>.</param>
/// <param name="Operation">The operation; null where none was under way.</param>
/// <param name="Status">The HTTP status code; null where the refusal came after a good beginning.</param>
/// <param name="Said">What the engine said.</param>
internal sealed record Refusal(string Attempt, Operation? Operation, int? Status, string Said)
{
    /// <summary>What else may explain it, as a sentence; empty where nothing does.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether the engine's words contain one of the texts.</summary>
    public bool Says(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (Said.Contains(text, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
