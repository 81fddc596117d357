using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Thrown when a project cannot be changed because of another writer, or because one cannot be ruled out. Nothing has been changed.</summary>
public sealed class ComposeConflictException : ComposeException
{
    /// <summary>Creates the exception.</summary>
    public ComposeConflictException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>The diagnostic code, <c>CN045x</c>.</summary>
    public string Code { get; }
}
