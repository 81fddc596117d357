namespace Compose.Net.Planning;

/// <summary>Changes nothing, and only waits until a container is where it should be.</summary>
public abstract record WaitOperation : Operation
{
    private protected WaitOperation(string name) => Name = name;

    /// <summary>The container's name.</summary>
    public string Name { get; init; }

    /// <inheritdoc/>
    public override string Subject => Name;

    /// <summary>How long it may take; then it fails. Null waits without end.</summary>
    public TimeSpan? Within { get; init; }
}
