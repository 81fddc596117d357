using System.ComponentModel;
using System.Runtime.Versioning;
using Compose.Net.Docker.Endpoints;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

[UnsupportedOSPlatform("windows")]
public sealed class ProgramRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compose-net-").FullName;

    public ProgramRunTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs here are scripts.");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_program_of_the_current_folder_is_not_run()
    {
        string program = $"docker-credential-{Guid.NewGuid():N}";
        string path = Write(Environment.CurrentDirectory, program);
        try
        {
            Func<Task> run = () => ProgramRun.RunAsync(program, "get", "", TestContext.Current.CancellationToken);

            (await run.Should().ThrowAsync<Win32Exception>()).Which.Message.Should().Be("it is in no folder of PATH");
            (await ProgramRun.RunAsync(path, "get", "", TestContext.Current.CancellationToken)).Output.Should().Be("run\n");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_program_is_looked_for_in_the_folders_of_PATH_in_their_order()
    {
        string first = Directory.CreateDirectory(Path.Join(_folder, "first")).FullName, second = Directory.CreateDirectory(Path.Join(_folder, "second")).FullName;
        File.WriteAllText(Path.Join(first, "helper"), "no program");
        string program = Write(second, "helper");

        ProgramSearch.Find("helper", $"{first}:{second}").Should().Be(program);
        ProgramSearch.Find("other", $"{first}:{second}").Should().BeNull();
        ProgramSearch.Find("helper", null).Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(":here:")]
    public void Folders_that_depend_on_the_current_one_are_passed_over(string folders)
    {
        string here = Path.GetRelativePath(Environment.CurrentDirectory, _folder);
        Write(_folder, "helper");

        ProgramSearch.Find("helper", folders.Replace("here", here, StringComparison.Ordinal)).Should().BeNull();
    }

    private static string Write(string folder, string name)
    {
        string path = Path.Join(folder, name);
        File.WriteAllText(path, "#!/bin/sh\necho run\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
