namespace Compose.Net.Loading.Input;

/// <summary>Turns the names that a user gives to files into absolute paths, and back.</summary>
internal sealed class PathNames(string currentDirectory)
{
    /// <summary>The absolute path; a name that cannot be one stays as it is, so that reading it says so.</summary>
    public string Full(string name) =>
        name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) ? name : Path.GetFullPath(name, currentDirectory);

    /// <summary>The short name of a file that was found: relative where it is below or beside the current folder.</summary>
    public string Short(string path) => Path.GetRelativePath(currentDirectory, path);
}
