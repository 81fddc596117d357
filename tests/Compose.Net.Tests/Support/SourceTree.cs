using System.Reflection;

namespace Compose.Net.Tests.Support;

/// <summary>Where the sources lie on disk. The build writes the folder into the assembly, since deterministic builds rewrite caller paths.</summary>
internal static class SourceTree
{
    /// <summary>The folder of this test project.</summary>
    public static string TestProject { get; } = typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "SourceDirectory").Value!;

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(TestProject, "..", ".."));

    /// <summary>The full path of a file or folder, named from the root of the repository with forward slashes.</summary>
    public static string At(string path) => Path.Combine([Root, .. path.Split('/')]);
}
