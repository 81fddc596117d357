using System.Security.Cryptography;
using System.Text;
using Compose.Net.Diagnostics;
using Compose.Net.Execution;
using Compose.Net.Model;
using Compose.Net.Planning;

namespace Compose.Net.Docker.Building;

/// <summary>
/// What a build sees: a folder of the host without what is ignored, and the Dockerfile under a name in it. A Dockerfile that is not in the
/// folder is sent along under a name of its own, and the ignore file that is sent hides it from the build again, as the docker command does it.
/// </summary>
internal sealed record BuildContext
{
    private const string IgnoreFile = ".dockerignore";

    /// <summary>The folder; null where the engine fetches the context from a URL itself.</summary>
    public string? Root { get; private init; }

    /// <summary>What of the folder is not sent.</summary>
    public IgnoreRules Rules { get; private init; } = IgnoreRules.None;

    /// <summary>The Dockerfile's path in the context.</summary>
    public required string Dockerfile { get; init; }

    /// <summary>What the Dockerfile asks for; null where the engine fetches it.</summary>
    public DockerfileScan? Scan { get; private init; }

    /// <summary>The Dockerfile for messages.</summary>
    public required string Place { get; init; }

    /// <summary>Files that are sent beside those of the folder, or in place of them, by their path.</summary>
    public IReadOnlyDictionary<string, byte[]> Additions { get; private init; } = new Dictionary<string, byte[]>();

    /// <summary>Whether a context is fetched by the engine: a URL or a repository.</summary>
    public static bool IsRemote(string context) =>
        context.Contains("://", StringComparison.Ordinal) || context.StartsWith("git@", StringComparison.Ordinal) || context.StartsWith("github.com/", StringComparison.Ordinal);

    /// <summary>Finds the folder, the Dockerfile and what is ignored.</summary>
    /// <exception cref="ComposeEngineException">One of them is missing or cannot be read.</exception>
    public static BuildContext Find(BuildImage operation)
    {
        BuildDefinition build = operation.Build;
        if (IsRemote(build.Context))
        {
            return build.DockerfileInline is null
                ? new BuildContext { Dockerfile = build.Dockerfile ?? "Dockerfile", Place = $"{build.Dockerfile ?? "Dockerfile"} of {build.Context}" }
                : throw Unusable(operation, $"its context \"{build.Context}\" is fetched by the engine, which cannot put a \"dockerfile_inline\" into it. Name a Dockerfile of the context with \"dockerfile\".");
        }

        try
        {
            string root = FindRoot(operation);
            return build.DockerfileInline is { } text
                ? Beside(operation, root, Encoding.UTF8.GetBytes(text), "dockerfile_inline", ReadIgnoreFile(Path.Join(root, IgnoreFile)))
                : WithFile(operation, root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(operation, $"its context \"{build.Context}\" cannot be read: {e.Message}", e);
        }
    }

    public static ComposeEngineException Unusable(BuildImage operation, string why, Exception? inner = null) =>
        new(DiagnosticCodes.BuildContextUnusable, $"Image \"{operation.Image}\" could not be built: {why}", innerException: inner);

    private static string FindRoot(BuildImage operation)
    {
        string root = Path.GetFullPath(operation.Build.Context);
        if (!Directory.Exists(root))
            throw Unusable(operation, $"its context \"{root}\" is no folder. Correct \"build.context\", or make the folder.");

        return Directory.ResolveLinkTarget(root, returnFinalTarget: true)?.FullName ?? root;
    }

    private static BuildContext WithFile(BuildImage operation, string root)
    {
        string path = Path.GetFullPath(operation.Build.Dockerfile ?? "Dockerfile", root);
        string small = Path.Join(root, "dockerfile");
        if (!File.Exists(path) && path == Path.Join(root, "Dockerfile") && File.Exists(small))
            path = small;
        if (!File.Exists(path))
            throw Unusable(operation, $"there is no Dockerfile \"{path}\". Correct \"build.dockerfile\", which starts from the context, or write the file.");

        // A file beside the Dockerfile that is named after it wins over the context's.
        byte[]? own = ReadIgnoreFile(path + IgnoreFile);
        byte[]? ignored = own ?? ReadIgnoreFile(Path.Join(root, IgnoreFile));
        string name = Path.GetRelativePath(root, path).Replace('\\', '/');
        if (name.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(name))
            return Beside(operation, root, File.ReadAllBytes(path), path, ignored);

        IgnoreRules rules = Parse(operation, ignored).Keeping(IgnoreFile).Keeping(name);
        return new BuildContext { Root = root, Rules = rules, Dockerfile = name, Place = path, Scan = DockerfileScan.Of(File.ReadAllText(path)) };
    }

    private static BuildContext Beside(BuildImage operation, string root, byte[] dockerfile, string place, byte[]? ignored)
    {
        string name = $".dockerfile.{Convert.ToHexStringLower(SHA256.HashData(dockerfile))[..20]}";
        byte[] hiding = Encoding.UTF8.GetBytes($"{(ignored is null ? IgnoreFile : Encoding.UTF8.GetString(ignored))}\n{name}\n");
        return new BuildContext
        {
            Root = root,
            Rules = Parse(operation, ignored),
            Dockerfile = name,
            Place = place,
            Scan = DockerfileScan.Of(Encoding.UTF8.GetString(dockerfile)),
            Additions = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { [name] = dockerfile, [IgnoreFile] = hiding },
        };
    }

    private static byte[]? ReadIgnoreFile(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static IgnoreRules Parse(BuildImage operation, byte[]? ignored)
    {
        try
        {
            return ignored is null ? IgnoreRules.None : IgnoreRules.Parse(Encoding.UTF8.GetString(ignored));
        }
        catch (FormatException e)
        {
            throw Unusable(operation, $"in its {IgnoreFile}, {e.Message}", e);
        }
    }
}
