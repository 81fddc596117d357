namespace Compose.Net.Model;

/// <summary>The names of containers, which follow from the project and so are known before there is a container.</summary>
internal static class ContainerNames
{
    /// <summary>The name of a replica, counted from 1.</summary>
    public static string Of(ComposeProject project, ServiceDefinition service, int number) =>
        service.ContainerName ?? FormattableString.Invariant($"{project.Name}-{service.Name}-{number}");
}
