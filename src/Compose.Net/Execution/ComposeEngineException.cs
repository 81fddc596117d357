using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Thrown when the engine cannot be reached, is too old, or refuses a call.</summary>
public sealed class ComposeEngineException : ComposeException
{
    /// <summary>Creates the exception.</summary>
    public ComposeEngineException(string code, string message, int? statusCode = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        StatusCode = statusCode;
    }

    /// <summary>The diagnostic code, <c>CN04xx</c>.</summary>
    public string Code { get; }

    /// <summary>The engine's HTTP status code; null where no answer came.</summary>
    public int? StatusCode { get; }

    /// <summary>The last lines of what failed: a command inside a container, or a step of a Dockerfile.</summary>
    internal ImmutableArray<string> OutputLines { get; init; } = [];
}
