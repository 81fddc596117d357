using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Finds names that no image can have: of services, of hooks, of mounted images.</summary>
internal static class ImageNameCheck
{
    public static void Check(ComposeProject project, ServiceDefinition service, PlanBuilder plan)
    {
        CheckName(ImageNames.Of(project, service), "image");
        foreach (string image in service.PreStart.Select(hook => hook.Image).OfType<string>())
        {
            CheckName(image, "pre_start");
        }

        foreach (ImageMount mount in service.Mounts.OfType<ImageMount>())
        {
            CheckName(mount.Source, "volumes");
        }

        void CheckName(string name, string key)
        {
            if (service.Provider is null && !ImageNames.CanBe(name))
            {
                plan.Error(DiagnosticCodes.ImageNameUnusable, $"Service \"{service.Name}\" needs the image \"{name}\", and no image can have that name: it is a path in lower case, with a registry before it and a tag behind it where they are needed. Write it for example as \"team/app:1.2\" or \"registry.example.com:5000/team/app:1.2\".", "services", service.Name, key);
            }
        }
    }
}
