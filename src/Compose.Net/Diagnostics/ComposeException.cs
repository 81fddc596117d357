namespace Compose.Net.Diagnostics;

/// <summary>The base of all exceptions that Compose.Net throws on purpose. Its message can be shown to a user as it is.</summary>
public class ComposeException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ComposeException()
    {
    }

    /// <summary>Creates the exception with a message: the fact, the place and the way out.</summary>
    public ComposeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    public ComposeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
