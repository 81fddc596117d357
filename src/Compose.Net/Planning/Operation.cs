namespace Compose.Net.Planning;

/// <summary>
/// One call to the engine, as data. It names things rather than identifying them, so that a plan is complete before it runs;
/// ids appear only where something observed is changed or removed.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>The name of the thing that the operation is about.</summary>
    public abstract string Subject { get; }
}
