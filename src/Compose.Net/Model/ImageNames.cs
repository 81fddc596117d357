using System.Text.RegularExpressions;

namespace Compose.Net.Model;

/// <summary>The names of images, which follow from the project where the file gives none.</summary>
internal static partial class ImageNames
{
    // The grammar of github.com/distribution/reference: a host, a path in lower case, a tag, a digest. An id is a path as well.
    private const string Host = @"(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::[0-9]+)?";
    private const string Part = @"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*";
    private const string Tag = @"[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}";
    private const string Digest = @"[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,}";

    /// <summary>The image of a service: its own, or the one that a build of docker compose makes.</summary>
    public static string Of(ComposeProject project, ServiceDefinition service) => service.Image ?? $"{project.Name}-{service.Name}";

    /// <summary>Whether an image can have that name, or be found by it. An engine takes other texts for parts of the address that it is asked at.</summary>
    public static bool CanBe(string name) => Grammar().IsMatch(name);

    [GeneratedRegex($@"^(?:{Host}/)?{Part}(?:/{Part})*(?::{Tag})?(?:@{Digest})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
