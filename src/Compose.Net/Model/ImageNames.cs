namespace Compose.Net.Model;

/// <summary>The names of images, which follow from the project where the file gives none.</summary>
internal static class ImageNames
{
    /// <summary>The image of a service: its own, or the one that a build of docker compose makes.</summary>
    public static string Of(ComposeProject project, ServiceDefinition service) => service.Image ?? $"{project.Name}-{service.Name}";
}
