namespace Compose.Net.Planning;

/// <summary>Creates a container without starting it.</summary>
/// <param name="Container">What is wanted.</param>
public sealed record CreateContainer(ContainerDefinition Container) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Container.Name;
}
