namespace Compose.Net.Model;

/// <summary>The names of containers, which follow from the project and so are known before there is a container.</summary>
internal static class ContainerNames
{
    /// <summary>The name of a replica, counted from 1.</summary>
    public static string Of(ComposeProject project, ServiceDefinition service, int number) =>
        service.ContainerName ?? Default(project.Name, service.Name, number);

    /// <summary>The name of a replica of a service that chooses none.</summary>
    public static string Default(string project, string service, int number) => FormattableString.Invariant($"{project}-{service}-{number}");
}
