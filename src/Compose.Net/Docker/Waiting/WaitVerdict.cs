namespace Compose.Net.Docker.Waiting;

/// <summary>What a look at a container means for a wait: <see cref="Reached"/>, <see cref="Pending"/> or <see cref="Failed"/>.</summary>
internal abstract record WaitVerdict
{
    private WaitVerdict()
    {
    }

    /// <summary>The wait is over.</summary>
    public sealed record Reached : WaitVerdict;

    /// <summary>Not yet.</summary>
    /// <param name="Text">How it stands, in a few words.</param>
    public sealed record Pending(string Text) : WaitVerdict;

    /// <summary>It will not come.</summary>
    /// <param name="Code">The diagnostic code.</param>
    /// <param name="Message">Why, and what to do.</param>
    public sealed record Failed(string Code, string Message) : WaitVerdict;
}
