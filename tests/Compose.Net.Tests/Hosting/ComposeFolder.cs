namespace Compose.Net.Tests.Hosting;

/// <summary>A folder of one test, with compose files in it.</summary>
internal sealed class ComposeFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("compose-net-").FullName;

    public string Write(string name, string text)
    {
        string file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!); // a file in a folder has one
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
