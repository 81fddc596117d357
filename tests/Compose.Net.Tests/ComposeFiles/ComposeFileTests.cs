using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Model;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.ComposeFiles;

public sealed class ComposeFileTests
{
    [Fact]
    public async Task Loading_from_disk_throws_all_errors_at_once()
    {
        string folder = Directory.CreateTempSubdirectory("compose-net-").FullName;
        try
        {
            string path = Path.Combine(folder, "compose.yaml");
            await File.WriteAllTextAsync(path, "services:\n  web:\n    imag: x\n    user: 1\n", TestContext.Current.CancellationToken);

            Func<Task> load = () => ComposeFile.LoadAsync(path, cancellationToken: TestContext.Current.CancellationToken);

            ComposeFileException exception = (await load.Should().ThrowAsync<ComposeFileException>()).Which;
            exception.Diagnostics.Select(diagnostic => diagnostic.Code).Should().Equal("CN0201", "CN0205");
            exception.Message.Should().StartWith($"{path}(3,5): error CN0201:");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_cancelled_loading_is_cancelled()
    {
        Func<Task> load = () => ComposeFile.TryLoadAsync(["-x-"], cancellationToken: new CancellationToken(canceled: true));

        await load.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void A_text_needs_no_file()
    {
        ComposeFileResult result = ComposeFile.Parse(
            "name: shop\nservices: {web: {image: x, volumes: [./a:/a]}}",
            new ComposeFileOptions { ProjectDirectory = "/srv/shop", Environment = ImmutableSortedDictionary<string, string>.Empty });

        result.Succeeded.Should().BeTrue();
        result.Project!.Name.Should().Be("shop");
        ((BindMount)result.Project.Services["web"].Mounts[0]).Source.Should().Be("/srv/shop/a");
    }
}
