using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>
/// The steps that send built images to their registries, each once. Those of one repository follow each other: a registry that keeps files
/// reads what a push of another tag is just writing, and fails (seen with docker-registry 2.8 on engine 28.5: "digest invalid").
/// </summary>
internal sealed class PushSteps(PlanBuilder plan, Reason reason)
{
    private readonly HashSet<string> _images = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>Adds the image of a service and the tags of its build.</summary>
    /// <param name="service">The service.</param>
    /// <param name="build">Its build.</param>
    /// <param name="built">The step that builds it; <see langword="null"/> where it is there already.</param>
    /// <param name="mayFail">Whether the plan goes on where one cannot be sent.</param>
    public void Add(ServiceDefinition service, BuildDefinition build, int? built, bool mayFail)
    {
        if (service.Image is null && build.Tags.IsEmpty)
        {
            plan.Warn(DiagnosticCodes.NoPlaceInRegistry, $"The image of service \"{service.Name}\" is not pushed, because nothing says where to. Give the service an \"image\" that names the place in a registry, for example \"registry.example.com/team/{service.Name}\".", "services", service.Name, "build");
        }

        foreach (string image in (service.Image is { } own ? [own] : ImmutableArray<string>.Empty).AddRange(build.Tags).Where(_images.Add))
        {
            string repository = ImageReference.Parse(image).Name;
            int[] earlier = _last.TryGetValue(repository, out int last) ? [last] : [];
            _last[repository] = plan.Add(new PushImage(image), reason, PlanBuilder.Step(built), service.Name, earlier, mayFail: mayFail);
        }
    }
}
