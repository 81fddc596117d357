using Compose.Net.Syntax;

namespace Compose.Net.Loading.Stages;

/// <summary>Writes out what the blocks of a service leave to be understood.</summary>
internal static class NormaliseBlocks
{
    public static void Of(MappingNode service)
    {
        if (service.Get<MappingNode>("build") is { } build)
        {
            Build(build);
        }

        if (service.Get<ScalarNode>("scale") is { } scale && service.Get<MappingNode>("deploy") is { } deploy && !deploy.Contains("replicas"))
        {
            deploy.Add(new ScalarNode(scale.Span, "replicas"), scale);
        }

        foreach (Node secret in service.Get<SequenceNode>("secrets")?.Items ?? [])
        {
            Target((MappingNode)secret);
        }
    }

    private static void Target(MappingNode secret)
    {
        if (secret.Get<ScalarNode>("source") is { } source && secret.Get<ScalarNode>("target") is not { Text.Length: > 0 })
        {
            secret.Set(new ScalarNode(source.Span, "target"), new ScalarNode(source.Span, $"/run/secrets/{source.Text}"));
        }
    }

    private static void Build(MappingNode build)
    {
        if (build.Get<ScalarNode>("dockerfile_inline") is not { Text.Length: > 0 } && !build.Contains("dockerfile"))
        {
            build.Add(new ScalarNode(build.Span, "dockerfile"), new ScalarNode(build.Span, "Dockerfile"));
        }

        // What the environment does not have is left to the Dockerfile.
        build.Get<MappingNode>("args")?.RemoveAll(argument => argument.Value is ScalarNode { IsNull: true });
    }
}
