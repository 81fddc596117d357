using Compose.Net.Diagnostics;

namespace Compose.Net.Testing;

/// <summary>Finds files that tests name by a relative path.</summary>
internal static class FileSearch
{
    /// <summary>Returns the first file of that path in a folder or in one above it.</summary>
    /// <param name="path">An absolute path is returned as it is.</param>
    /// <param name="folder">The absolute folder to begin in.</param>
    /// <exception cref="ComposeException">There is no such file.</exception>
    public static string Find(string path, string folder)
    {
        if (Path.IsPathFullyQualified(path))
        {
            return path;
        }

        for (DirectoryInfo? candidate = new(folder); candidate is not null; candidate = candidate.Parent)
        {
            string file = Path.GetFullPath(path, candidate.FullName);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new ComposeException($"The file \"{path}\" is neither in \"{folder}\" nor in a folder above it. Put it into the test project's folder, or name it with its whole path.");
    }
}
