using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>The images of hooks that are not their service's: they are fetched as the service's policy says, and never built for it.</summary>
internal static class HookImages
{
    /// <summary>Whether the hook's container is not made of its service's image.</summary>
    public static bool IsOwn(ComposeProject project, ServiceDefinition service, HookDefinition hook) =>
        hook.Image is { } image && image != ImageNames.Of(project, service);

    /// <summary>The service as each of its hooks' own images sees it.</summary>
    public static IEnumerable<ServiceDefinition> Of(ComposeProject project, ServiceDefinition service) => service.PreStart
        .Where(hook => IsOwn(project, service, hook))
        .Select(hook => With(service, hook.Image!)) // It has one of its own.
        .DistinctBy(other => other.Image, StringComparer.Ordinal);

    /// <summary>The service with the image of a hook, which is not what the service builds.</summary>
    public static ServiceDefinition With(ServiceDefinition service, string image) => service with
    {
        Image = image,
        Build = null,
        PullPolicy = service.PullPolicy is { Condition: PullCondition.Build } ? null : service.PullPolicy,
    };
}
