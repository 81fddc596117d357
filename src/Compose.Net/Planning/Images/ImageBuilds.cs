using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Turns the build of a service into an operation.</summary>
internal static class ImageBuilds
{
    /// <param name="project">The project.</param>
    /// <param name="service">A service with a build.</param>
    /// <param name="change">What is changed of its build.</param>
    public static BuildImage Of(ComposeProject project, ServiceDefinition service, Func<BuildDefinition, BuildDefinition>? change = null)
    {
        BuildDefinition build = service.Build!; // As said above.
        return new BuildImage(
            ImageNames.Of(project, service),
            change is null ? build : change(build),
            ResourceLabels.Of(project, service, build))
        {
            Platform = service.Platform ?? build.Platforms.FirstOrDefault(),
        };
    }
}
