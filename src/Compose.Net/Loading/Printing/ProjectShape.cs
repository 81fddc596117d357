using System.Collections.Immutable;
using Compose.Net.Model;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Printing;

/// <summary>Lays a project out as the tree that <c>docker compose config</c> prints, with keys in its order.</summary>
internal static class ProjectShape
{
    /// <summary>Lays out the services that run, and what they use.</summary>
    /// <param name="project">The project.</param>
    /// <param name="withNulls">Whether a command that is left to the image stands there as null.</param>
    public static MappingNode Of(ComposeProject project, bool withNulls)
    {
        var root = new ShapeBuilder().Text("name", project.Name);
        if (project.Networks.Count > 0)
        {
            root.Node("networks", Map(project.Networks, NetworkShape.Of));
        }

        root.Node("services", Map(project.Services, service => ServiceShape.Of(service, withNulls)));
        if (project.Volumes.Count > 0)
        {
            root.Node("volumes", Map(project.Volumes, VolumeShape.Of));
        }

        if (project.Secrets.Count > 0)
        {
            root.Node("secrets", Map(project.Secrets, SecretShape.Of));
        }

        if (project.Configs.Count > 0)
        {
            root.Node("configs", Map(project.Configs, SecretShape.Of));
        }

        // The JSON of docker compose leaves models out.
        if (project.Models.Count > 0 && !withNulls)
        {
            root.Node("models", Map(project.Models, ModelShape.Of));
        }

        foreach ((string key, string json) in project.Extensions)
        {
            root.Node(key, ShapeBuilder.Escape(JsonPrinter.Parse(json)));
        }

        return root.Mapping;
    }

    private static MappingNode Map<T>(ImmutableSortedDictionary<string, T> values, Func<T, Node> shape)
    {
        var builder = new ShapeBuilder();
        foreach ((string key, T value) in values)
        {
            builder.Node(key, shape(value));
        }

        return builder.Mapping;
    }
}
