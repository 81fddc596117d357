using Compose.Net.Planning;

namespace Compose.Net;

/// <summary>The image that a container was made of.</summary>
/// <param name="Container">The container.</param>
/// <param name="Image">The image; null where the engine does not have it any more.</param>
public sealed record ContainerImage(ObservedContainer Container, ObservedImage? Image)
{
    /// <summary>The name that the image was asked for by, without tag and digest, for example <c>busybox</c>.</summary>
    public string Repository => Split().Repository;

    /// <summary>The tag that it was asked for by; <c>latest</c> where none was, empty where a digest was.</summary>
    public string Tag => Split().Tag;

    // A colon before the last slash belongs to the registry's port.
    private (string Repository, string Tag) Split()
    {
        string name = Container.Image;
        if (name.IndexOf('@', StringComparison.Ordinal) is > 0 and var digest)
        {
            return (name[..digest], "");
        }

        int colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? (name[..colon], name[(colon + 1)..]) : (name, "latest");
    }
}
